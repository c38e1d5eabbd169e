import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { keyActionsFor, viaService } from '../core/key-use.ts';

/** The use of a key by a service in the name of a role: `kms:Decrypt sqs`. */
type KeyUse = `${string} ${string}`;

/** What the calls that statements allow make of a key; in the order in which they are first met. */
export function keyUsesOf(statements: readonly PolicyStatement[]): KeyUse[] {
  const uses = statements.flatMap(({ actions }) =>
    actions.flatMap((action) =>
      keyActionsFor(action).map((use): KeyUse => `${use} ${action.slice(0, action.indexOf(':'))}`),
    ),
  );
  return [...new Set(uses)];
}

/** Grants uses of a key: only to a service that acts for the role, never to its code. */
export function keyGrants(
  { keyArn }: Pick<IKey, 'keyArn'>,
  uses: readonly KeyUse[],
  region: string,
): PolicyStatement[] {
  const byAction = Map.groupBy(uses, (use) => use.slice(0, use.indexOf(' ')));
  return [...byAction].map(
    ([action, ofAction]) =>
      new PolicyStatement({
        actions: [action],
        resources: [keyArn],
        conditions: {
          StringEquals: { 'kms:ViaService': ofAction.map((use) => viaService(use.slice(action.length + 1), region)) },
        },
      }),
  );
}
