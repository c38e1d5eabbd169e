import { isDeepStrictEqual } from 'node:util';
import type { Stack } from 'aws-cdk-lib';
import { ConfigurationError, type Webhooks } from '../core/index.ts';
import { findModules } from './find-modules.ts';
import { loadConfiguration } from './load-configuration.ts';
import { nameProblems } from './name-problems.ts';

/** Where a stack's configuration is. */
export interface ConfigurationProps {
  /** What `configurationFile` exports, which is what the functions get. @default - it is read from there */
  readonly webhooks?: Webhooks;
  /**
   * The module that exports `webhooks`, or a JSON file. `cdk -c config=FILE` names another one.
   * @default 'bin/webhooks.ts'
   */
  readonly configurationFile?: string;
  /** The names of the app's stacks in other stages, which no name here may be mistaken for. @default - none */
  readonly otherStacks?: readonly string[];
}

/** A configuration that a stack can be made from. */
export interface Configuration {
  readonly webhooks: Webhooks;
  /** The file that it is in. */
  readonly file: string;
  /** The module of each processor; empty when nothing is to be bundled. */
  readonly modules: Readonly<Record<string, string>>;
}

/**
 * The configuration of a stack, checked.
 * @throws {ConfigurationError} with everything that is wrong
 */
export function configurationOf(stack: Stack, props: ConfigurationProps): Configuration {
  const { webhooks, file } = choose(stack, props);
  const problems = nameProblems(stack.stackName, webhooks, props.otherStacks);
  const modules = stack.bundlingRequired ? findModules(webhooks, file, problems) : {};
  if (problems.length > 0) throw new ConfigurationError(problems, file);
  return { webhooks, file, modules };
}

function choose(stack: Stack, props: ConfigurationProps): Pick<Configuration, 'webhooks' | 'file'> {
  const override: unknown = stack.node.tryGetContext('config');
  if (typeof override === 'string') return { webhooks: loadConfiguration(override), file: override };

  const { webhooks, configurationFile: file = 'bin/webhooks.ts' } = props;
  // Where nothing is bundled, the file is not needed.
  if (webhooks && !stack.bundlingRequired) return { webhooks, file };
  const loaded = loadConfiguration(file);
  if (webhooks && !isDeepStrictEqual(withoutCode(webhooks), withoutCode(loaded))) {
    const problem = `it exports other webhooks than the stack "${stack.stackName}" is given, but is what its functions run`;
    throw new ConfigurationError([`${problem}: name the right file in "configurationFile"`], file);
  }
  return { webhooks: loaded, file };
}

/** What can be compared of two configurations: copies of a function are never equal, but one of them may be missing. */
const withoutCode = (webhooks: Webhooks): unknown =>
  JSON.parse(JSON.stringify(webhooks, (_, value) => (typeof value === 'function' ? 'a function' : value)));
