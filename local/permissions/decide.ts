import { conditionHolds, type RequestContext } from './conditions.ts';
import type { Condition, Statement } from './policy.ts';

/** The policies that have a say in a request of a role. */
export interface Policies {
  /** Those of the role. */
  readonly identity: readonly Statement[];
  /** The role's permissions boundary. @default - it has none */
  readonly boundary?: readonly Statement[] | undefined;
  /** The one of the queue, bucket, table or secret. */
  readonly resource: readonly Statement[];
}

export interface AccessRequest {
  /** `dynamodb:PutItem` */
  readonly action: string;
  /** The ARN, or `*` where a service has none. */
  readonly resource: string;
  readonly context: RequestContext;
}

/** Who asks. */
export interface Principal {
  readonly roleArn: string;
  /** `arn:aws:sts::…:assumed-role/ROLE/FUNCTION` */
  readonly sessionArn: string;
  readonly account: string;
}

export type Decision =
  | { readonly allowed: true }
  | {
      readonly allowed: false;
      /** Why, in the words of AWS, with the action in them where AWS repeats it. */
      readonly because: (action: string) => string;
    };

type OnUnknown = (condition: Condition) => void;

const ALLOWED: Decision = { allowed: true };
const lacks = (kind: string): Decision => ({
  allowed: false,
  because: (action) => `because no ${kind} allows the ${action} action`,
});
const denies = (kind: string): Decision => ({ allowed: false, because: () => `with an explicit deny in a${kind}` });

/** Of the policies, what is about an action on a resource by a principal: the conditions are still to be looked at. */
export function narrow(
  { identity, boundary, resource }: Policies,
  request: Pick<AccessRequest, 'action' | 'resource'>,
  principal: Principal,
): Policies {
  const about = ({ matchesAction, matchesResource }: Statement) =>
    matchesAction(request.action) && matchesResource(request.resource);
  return {
    identity: identity.filter(about),
    boundary: boundary?.filter(about),
    resource: resource.filter((statement) => about(statement) && concerns(statement, principal)),
  };
}

/**
 * What AWS decides about a request within one account, of policies that have been narrowed to it: a deny wins, and either
 * the role or the resource has to allow. A condition that cannot be told here counts against the request, and is reported.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function decide(
  { identity, boundary, resource }: Policies,
  context: RequestContext,
  onUnknown: OnUnknown,
): Decision {
  const applies = (effect: Statement['effect']) => (statement: Statement) =>
    statement.effect === effect && conditionsHold(statement, context, onUnknown);
  if (identity.some(applies('Deny'))) return denies('n identity-based policy');
  if (resource.some(applies('Deny'))) return denies(' resource-based policy');
  if (boundary?.some(applies('Deny'))) return denies(' permissions boundary');
  // What a resource policy allows the role itself, no boundary takes away.
  if (resource.some(applies('Allow'))) return ALLOWED;
  if (!identity.some(applies('Allow'))) return lacks('identity-based policy');
  if (boundary && !boundary.some(applies('Allow'))) return lacks('permissions boundary');
  return ALLOWED;
}

function conditionsHold({ effect, conditions }: Statement, context: RequestContext, onUnknown: OnUnknown): boolean {
  return conditions.every((condition) => {
    const holds = conditionHolds(condition, context);
    if (holds === undefined) onUnknown(condition);
    return holds ?? effect === 'Deny';
  });
}

/** Whether a statement of a resource policy is about a principal. An account's name allows nothing by itself. */
function concerns({ effect, principals }: Statement, { roleArn, sessionArn, account }: Principal): boolean {
  if (!principals) return true;
  const ofAccount = [account, `arn:aws:iam::${account}:root`];
  const names = ['*', roleArn, sessionArn, ...(effect === 'Deny' || principals.isNegated ? ofAccount : [])];
  return principals.names.some((name) => names.includes(name)) !== principals.isNegated;
}
