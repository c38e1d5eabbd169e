import { asRecord, refuseUnknown } from './parse-options.ts';

/** What can take events in the place of a processor of one's own. */
export type TargetKind = 'queue' | 'function' | 'eventBus' | 'stream';

/** What is there already, and takes events. */
export interface Target {
  readonly kind: TargetKind;
  /** Its ARN, or its name in the stack's account and region; absent when the stack's `targets` has it. */
  readonly at?: string | undefined;
  /** The ARN of the KMS key that it is encrypted with. @default - one that AWS owns, which needs no permission */
  readonly key?: string | undefined;
}

/**
 * Where a processor's events go instead of to a module, as it is written in a configuration: one of `queue`, `function`,
 * `eventBus` and `stream`, each an ARN, a name in the stack's account and region, or `true` for the one that the stack's
 * `targets` gives.
 */
export type TargetOptions =
  | { readonly queue: string | true; readonly key?: string }
  | { readonly function: string | true }
  | { readonly eventBus: string | true }
  | { readonly stream: string | true; readonly key?: string };

/** What an encrypted target says of its key. */
export interface TargetKey {
  /** The ARN of the KMS key that it is encrypted with. @default - one that AWS owns, which needs no permission */
  readonly key?: string;
}

/** An SQS queue: by ARN, by name, or without either the one in the stack's `targets`. */
export const queue = (at: string | true = true, options: TargetKey = {}): TargetOptions => ({ queue: at, ...options });

/** A Lambda function, or a version or alias of it: by ARN, by name, or without either the one in the stack's `targets`. */
export const lambdaFunction = (at: string | true = true): TargetOptions => ({ function: at });

/** An EventBridge bus: by ARN, by name, or without either the one in the stack's `targets`. */
export const eventBus = (at: string | true = true): TargetOptions => ({ eventBus: at });

/** A Kinesis data stream: by ARN, by name, or without either the one in the stack's `targets`. */
export const stream = (at: string | true = true, options: TargetKey = {}): TargetOptions => ({
  stream: at,
  ...options,
});

interface KindRules {
  /** The service in its ARN. */
  readonly service: string;
  readonly noun: string;
  /** What stands in its ARN before the name. */
  readonly before: string;
  readonly name: RegExp;
  /** A producer needs the key that it is encrypted with. */
  readonly takesKey: boolean;
}

/** Of each kind, what its ARN looks like: https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html */
export const TARGET_KINDS: Readonly<Record<TargetKind, KindRules>> = {
  queue: {
    service: 'sqs',
    noun: 'a queue',
    before: '',
    name: /^[\w-]{1,80}$|^[\w-]{1,75}\.fifo$/,
    takesKey: true,
  },
  function: {
    service: 'lambda',
    noun: 'a function',
    before: 'function:',
    name: /^[\w-]{1,64}(?::(?:\$LATEST|[\w-]{1,128}))?$/,
    takesKey: false,
  },
  eventBus: {
    service: 'events',
    noun: 'an event bus',
    before: 'event-bus/',
    name: /^[./\w-]{1,256}$/,
    takesKey: false,
  },
  stream: { service: 'kinesis', noun: 'a stream', before: 'stream/', name: /^[.\w-]{1,128}$/, takesKey: true },
};

const ARN = /^arn:aws(?:-[a-z]+)*:([a-z0-9-]+):[a-z]{2}(?:-[a-z]+)+-\d:\d{12}:(.+)$/;
const KEY_ARN = /^arn:aws(?:-[a-z]+)*:kms:[a-z]{2}(?:-[a-z]+)+-\d:\d{12}:key\/[\w-]+$/;

/** Checks where a processor's events go; what is wrong is added to the problems. */
export function parseTarget(at: string, given: unknown, problems: string[]): Target | undefined {
  if (given === undefined) return undefined;
  const options = asRecord(given) ?? {};
  const kinds = (Object.keys(TARGET_KINDS) as TargetKind[]).filter((kind) => options[kind] !== undefined);
  const [kind] = kinds;
  if (kind === undefined || kinds.length > 1) {
    problems.push(
      `${at}: "to" is ${JSON.stringify(given)}; allowed: one of ${Object.keys(TARGET_KINDS).join(', ')}, such as { "queue": "${exampleArn('queue')}" }`,
    );
    return undefined;
  }
  const { [kind]: where, ...rest } = options;
  const { key, ...unknown } = TARGET_KINDS[kind].takesKey ? rest : { ...rest, key: undefined };
  refuseUnknown(`${at}: "to"`, unknown, [kind, ...(TARGET_KINDS[kind].takesKey ? ['key'] : [])], problems);
  if (!TARGET_KINDS[kind].takesKey && rest.key !== undefined)
    problems.push(
      `${at}: "to.key" is given, but whoever sends to ${TARGET_KINDS[kind].noun} needs no key: leave it out`,
    );
  if (key !== undefined && (typeof key !== 'string' || !KEY_ARN.test(key)))
    problems.push(
      `${at}: "to.key" is ${JSON.stringify(key)}; allowed: the ARN of a KMS key, such as arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab`,
    );
  const problem = where === true ? undefined : addressProblem(kind, where);
  if (problem) problems.push(`${at}: "to.${kind}" is ${JSON.stringify(where)}; ${problem}`);
  return {
    kind,
    at: typeof where === 'string' ? where : undefined,
    ...(typeof key === 'string' && { key }),
  };
}

/** What is wrong with the address of a target, or `undefined` when it is well-formed. */
function addressProblem(kind: TargetKind, given: unknown): string | undefined {
  const { service, noun, before, name } = TARGET_KINDS[kind];
  const allowed = `allowed: the ARN of ${noun}, such as ${exampleArn(kind)}, its name in the stack's account and region, or true for the one in the stack's "targets"`;
  if (typeof given !== 'string') return allowed;
  if (!given.startsWith('arn:')) return name.test(given) ? undefined : allowed;
  const [, ofService, resource = ''] = ARN.exec(given) ?? [];
  if (ofService !== undefined && ofService !== service)
    return `that is an ARN of ${ofService}, and ${noun} is of ${service}; ${allowed}`;
  const isWhole = ofService !== undefined && resource.startsWith(before) && name.test(resource.slice(before.length));
  return isWhole ? undefined : allowed;
}

const exampleArn = (kind: TargetKind) =>
  `arn:aws:${TARGET_KINDS[kind].service}:eu-central-1:111122223333:${TARGET_KINDS[kind].before}billing`;
