import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LocalRunError } from '../local-run-error.ts';

/** A stack as `cdk synth` wrote it. */
export interface Assembly {
  readonly directory: string;
  readonly stackName: string;
  /** The account and region that the stack was written for, or those that a local run plays. */
  readonly account: string;
  readonly region: string;
  readonly template: Template;
}

export interface Template {
  readonly Parameters?: Readonly<Record<string, { readonly Default?: unknown; readonly Type?: string }>>;
  readonly Conditions?: Readonly<Record<string, unknown>>;
  readonly Mappings?: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
  readonly Resources: Readonly<Record<string, TemplateResource>>;
  readonly Outputs?: Readonly<Record<string, { readonly Value: unknown; readonly Condition?: string }>>;
}

export interface TemplateResource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  readonly Metadata?: Readonly<Record<string, unknown>>;
  readonly DependsOn?: string | readonly string[];
  readonly Condition?: string;
  readonly UpdatePolicy?: unknown;
}

interface Manifest {
  readonly artifacts?: Readonly<Record<string, Artifact>>;
}

interface Artifact {
  readonly type: string;
  readonly displayName?: string;
  readonly environment?: string;
  readonly properties?: { readonly templateFile?: string; readonly stackName?: string };
}

/**
 * Reads the one stack of a cloud assembly.
 * @throws {LocalRunError} when the directory holds no assembly, or several stacks
 */
export function readAssembly(directory: string): Assembly {
  const file = join(directory, 'manifest.json');
  if (!existsSync(file))
    throw new LocalRunError(`${directory} holds no cloud assembly: there is no manifest.json, so synthesize first`);
  const manifest = readJson<Manifest>(file);
  const stacks = Object.entries(manifest.artifacts ?? {}).filter(([, { type }]) => type === 'aws:cloudformation:stack');
  const [stack, ...others] = stacks;
  if (!stack || others.length > 0)
    throw new LocalRunError(
      `${directory} holds ${stacks.length} stacks${others.length > 0 ? ` (${stacks.map(([id]) => id).join(', ')})` : ''}, ` +
        'but a local run takes an app with exactly one',
    );
  const [id, { properties, environment }] = stack;
  const [, account, region] = /^aws:\/\/([^/]+)\/(.+)$/.exec(environment ?? '') ?? [];
  return {
    directory,
    stackName: properties?.stackName ?? id,
    account: account && account !== 'unknown-account' ? account : '000000000000',
    region: region && region !== 'unknown-region' ? region : 'us-east-1',
    template: readTemplate(join(directory, properties?.templateFile ?? `${id}.template.json`)),
  };
}

/** Reads the template of a stack. */
export const readTemplate = (file: string): Template => readJson<Template>(file);

function readJson<Content>(file: string): Content {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new LocalRunError(`${file} cannot be read: ${cause instanceof Error ? cause.message : cause}`, { cause });
  }
}
