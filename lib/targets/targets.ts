import type { Construct } from 'constructs';
import { ConfigurationError, type Webhooks } from '../../core/index.ts';
import { nearest } from '../../core/nearest.ts';
import { constructTarget, type ExistingTarget, namedTarget, type TargetConstruct } from './existing-target.ts';

export interface TargetsOptions<Scope> {
  /**
   * The queues, functions, event buses and streams of the app that events are handed over to, by processor: of those whose
   * `to` names none. A function gets the stack, to make them in. @default - the configuration names each by its ARN
   */
  readonly targets?: Targets | ((stack: Scope) => Targets);
}

/** By processor. */
export type Targets = Readonly<Record<string, TargetConstruct>>;

/**
 * What each processor hands its events over to; those that do not are not in it.
 * @throws {ConfigurationError} with each target that is named twice, nowhere, or is of another kind
 */
export function targetsOf(
  scope: Construct,
  { processors }: Webhooks,
  given: Targets = {},
): Readonly<Record<string, ExistingTarget>> {
  const problems = Object.keys(given)
    .filter((name) => !Object.hasOwn(processors, name))
    .map((name) => unknownProcessor(name, Object.keys(processors)));
  const targets: Record<string, ExistingTarget> = {};
  for (const { name, to } of Object.values(processors)) {
    const at = `processor "${name}"`;
    const construct = Object.hasOwn(given, name) ? given[name] : undefined;
    if (!to) {
      if (construct)
        problems.push(
          `${at}: "targets" of the stack has it, but the configuration says no "to": add it, such as to: queue()`,
        );
      continue;
    }
    if (to.at !== undefined) {
      if (construct) problems.push(`${at}: "to" names ${to.at}, and "targets" of the stack has it too: leave one out`);
      targets[name] = namedTarget(scope, to);
      continue;
    }
    const found = construct && constructTarget(construct);
    if (!found)
      problems.push(`${at}: "to.${to.kind}" is true, but "targets" of the stack has no such construct for it`);
    else if (found.kind !== to.kind)
      problems.push(
        `${at}: "to" says ${to.kind}, but "targets" of the stack has a construct of the kind ${found.kind}`,
      );
    else targets[name] = { ...found, keyArn: found.keyArn ?? to.key };
  }
  if (problems.length > 0) throw new ConfigurationError(problems, 'the stack');
  return targets;
}

const unknownProcessor = (name: string, names: readonly string[]) =>
  `"targets" of the stack has "${name}", but there is no such processor; the nearest are ${nearest(name, names).join(', ')}`;
