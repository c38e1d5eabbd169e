import { wildcard } from '../../local/permissions/wildcard.ts';
import type { Blueprint } from '../../local/resources/resource-type.ts';

/** An action on a resource, as a call needs it, or as a policy grants it: then either may be a pattern. */
export interface Permission {
  /** The function's logical id. */
  readonly functionId: string;
  readonly action: string;
  readonly resource: string;
}

/** What a template grants its functions, in the light of what they need; each in a line. */
export interface PermissionAccount {
  /** Needed, and not granted. */
  readonly missing: readonly string[];
  /** Granted, and needed by no call. */
  readonly unused: readonly string[];
  /** Actions that are patterns, and resources that are patterns without a reason. */
  readonly wildcards: readonly string[];
}

/** The only resources of which no name can be given, since they come about later: each with the reason. */
const PATTERNS: readonly (readonly [pattern: RegExp, reason: string])[] = [
  [/^arn:aws:s3:::[a-z0-9.-]+\/[^*?]*\*$/, 'objects of one bucket: each event has a key of its own'],
  [
    /^arn:aws:secretsmanager:[^*?]+:secret:[\w-]+\/[a-z0-9-]+\/\*$/,
    'secrets of the tenants of one source: they come and go without a deployment',
  ],
  [/^arn:aws:logs:[^*?]+:log-group:[^*?]+:\*$/, 'streams of one log group: Lambda names them as instances start'],
];

/** Compares what calls need with what policies grant, in both directions. */
export function accountOf(needed: readonly Permission[], granted: readonly Permission[]): PermissionAccount {
  const covers = (grant: Permission, need: Permission) =>
    grant.functionId === need.functionId &&
    wildcard(grant.action, 'i')(need.action) &&
    wildcard(grant.resource)(need.resource);
  return {
    missing: lines(needed.filter((need) => !granted.some((grant) => covers(grant, need)))),
    unused: lines(granted.filter((grant) => !needed.some((need) => covers(grant, need)))),
    wildcards: lines(granted.filter(({ action, resource }) => /[*?]/.test(action) || isWithoutReason(resource))),
  };
}

const isWithoutReason = (resource: string) =>
  /[*?]/.test(resource) && !PATTERNS.some(([pattern]) => pattern.test(resource));

const lines = (permissions: readonly Permission[]) =>
  [...new Set(permissions.map(({ functionId, action, resource }) => `${functionId} ${action} ${resource}`))].sort();

interface GrantingStatement {
  readonly Effect: string;
  readonly Action?: string | readonly string[];
  readonly Resource?: string | readonly string[];
}

/** What the policies of each function's role grant, pair by pair. What they grant by leaving out counts as everything. */
export function grantedIn({ functions, access }: Blueprint): Permission[] {
  return [...functions.values()].flatMap(({ logicalId, roleArn }) => {
    const role = access.roles.get(roleArn);
    if (!role) throw new Error(`the role of ${logicalId} is not in the template`);
    if (role.managedPolicies.some((arn) => arn.startsWith('arn:aws:iam::aws:')))
      throw new Error(`${logicalId} has a policy of AWS's, which allows more than one function needs`);
    const attached = access.policies.filter(({ roles }) => roles.includes(role.name)).map(({ document }) => document);
    return [...role.documents, ...attached].flatMap((document) => pairsOf(logicalId, document));
  });
}

function pairsOf(functionId: string, document: unknown): Permission[] {
  const statements: readonly GrantingStatement[] = [Object(document).Statement].flat();
  return statements
    .filter(({ Effect }) => Effect === 'Allow')
    .flatMap(({ Action = '*', Resource = '*' }) =>
      [Action].flat().flatMap((action) => [Resource].flat().map((resource) => ({ functionId, action, resource }))),
    );
}

/** What Lambda itself needs of a function's role, to write its log. */
export function neededByLambda({ functions, assembly: { account, region } }: Blueprint): Permission[] {
  return [...functions.values()].flatMap(({ logicalId: functionId, logGroup }) =>
    ['logs:CreateLogStream', 'logs:PutLogEvents'].map((action) => ({
      functionId,
      action,
      resource: `arn:aws:logs:${region}:${account}:log-group:${logGroup}:*`,
    })),
  );
}
