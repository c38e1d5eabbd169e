import { Fn, Stack, Token } from 'aws-cdk-lib';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { readArn } from '../../core/arn.ts';
import { keyActionsFor } from '../../core/key-use.ts';
import { TARGET_KINDS, type Target, type TargetKind } from '../../core/target.ts';
import { allow } from '../allow.ts';
import { keyGrants } from '../key-grants.ts';

/** What events are handed over to, as the stack sees it. */
export interface ExistingTarget {
  readonly kind: TargetKind;
  readonly arn: string;
  /** The ARN of the KMS key that it is encrypted with. */
  readonly keyArn?: string | undefined;
}

/** A queue, function, event bus or stream of the app, by the processor whose events it gets. */
export type TargetConstruct =
  | { readonly queueArn: string; readonly encryptionMasterKey?: TargetKey | undefined }
  | { readonly functionArn: string }
  | { readonly eventBusArn: string }
  | { readonly streamArn: string; readonly encryptionKey?: TargetKey | undefined };

type TargetKey = Pick<IKey, 'keyArn'>;

/** What a configuration names by its ARN, or by its name in the stack's account and region. */
export function namedTarget(scope: Construct, { kind, at = '', key: keyArn }: Target): ExistingTarget {
  if (at.startsWith('arn:')) return { kind, arn: at, keyArn };
  const { service, before } = TARGET_KINDS[kind];
  return { kind, arn: Stack.of(scope).formatArn({ service, resource: before + at }), keyArn };
}

/** What a construct of the app is; `undefined` when it takes no events. */
export function constructTarget(given: TargetConstruct): ExistingTarget | undefined {
  if ('queueArn' in given) return { kind: 'queue', arn: given.queueArn, keyArn: given.encryptionMasterKey?.keyArn };
  if ('functionArn' in given) return { kind: 'function', arn: given.functionArn };
  if ('eventBusArn' in given) return { kind: 'eventBus', arn: given.eventBusArn };
  if ('streamArn' in given) return { kind: 'stream', arn: given.streamArn, keyArn: given.encryptionKey?.keyArn };
  return undefined;
}

/** The one call that a forwarder makes, and what it takes of the target's key. */
export function handOverTo({ kind, arn, keyArn }: ExistingTarget): PolicyStatement[] {
  const statement = allow.handTo(kind, arn);
  if (keyArn === undefined) return [statement];
  const uses = statement.actions.flatMap((action) =>
    keyActionsFor(action).map((use) => `${use} ${TARGET_KINDS[kind].service}` as const),
  );
  return [statement, ...keyGrants({ keyArn }, uses, regionOf(arn))];
}

/** An ARN that CloudFormation makes is taken apart by it. */
const regionOf = (arn: string) => (Token.isUnresolved(arn) ? Fn.select(3, Fn.split(':', arn)) : readArn(arn).region);
