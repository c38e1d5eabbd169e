import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseJson } from '../../core/content.ts';
import type { Template } from '../../local/template/assembly.ts';
import { wrongUse } from '../cli-error.ts';

/** A stack as it was synthesized, and those nested in it. */
export interface SynthesizedStack {
  readonly name: string;
  /** Absent where the stack may go anywhere. */
  readonly region: string | undefined;
  readonly templates: readonly Template[];
}

/**
 * Reads a stack of a cloud assembly.
 * @param name - which one. @default - the only one
 * @throws {CliError} when there is none of the name, or several and none is named
 */
export function readStack(assembly: string, name: string | undefined): SynthesizedStack {
  const manifest = join(assembly, 'manifest.json');
  if (!existsSync(manifest)) throw wrongUse(`${assembly} holds no cloud assembly: there is no manifest.json`);
  const stacks = Object.entries<Artifact>(Object(read(manifest)).artifacts ?? {})
    .filter(([, { type }]) => type === 'aws:cloudformation:stack')
    .map(([id, artifact]) => ({ id, name: artifact.properties?.stackName ?? id, ...artifact }));
  const names = stacks.map((stack) => stack.name).join(', ') || 'none';
  const chosen = name === undefined ? stacks : stacks.filter((stack) => stack.name === name || stack.id === name);
  const [stack, ...others] = chosen;
  if (!stack) throw wrongUse(`the app has no stack "${name ?? ''}"; there are: ${names}`);
  if (others.length > 0) throw wrongUse(`the app has several stacks: name one of ${names} with --stack NAME`);
  const [, region = ''] = /^aws:\/\/[^/]+\/(.+)$/.exec(stack.environment ?? '') ?? [];
  return {
    name: stack.name,
    region: region === 'unknown-region' || region === '' ? undefined : region,
    templates: withNested(assembly, stack.properties?.templateFile ?? `${stack.id}.template.json`),
  };
}

interface Artifact {
  readonly type: string;
  readonly environment?: string;
  readonly properties?: { readonly templateFile?: string; readonly stackName?: string };
}

function withNested(assembly: string, file: string): Template[] {
  const template = read(join(assembly, file)) as Template;
  const nested = Object.values(template.Resources ?? {})
    .filter(({ Type }) => Type === 'AWS::CloudFormation::Stack')
    .flatMap(({ Metadata }) => {
      const path = Metadata?.['aws:asset:path'];
      return typeof path === 'string' ? withNested(assembly, path) : [];
    });
  return [template, ...nested];
}

function read(file: string): unknown {
  const value = existsSync(file) ? parseJson(readFileSync(file, 'utf8')) : undefined;
  if (value === undefined) throw wrongUse(`${file} cannot be read as JSON: synthesize again`);
  return value;
}
