import type { AccessRules, RoleDefinition } from './access-rules.ts';
import { awsManagedPolicy } from './aws-managed-policies.ts';
import type { Policies } from './decide.ts';
import { readPolicy, type Statement } from './policy.ts';

/** What a role brings to every decision. */
export type RolePolicies = Pick<Policies, 'identity' | 'boundary'>;

/** The policies of a role: its own, those attached to it, and its boundary. What cannot be read is told to `warn`. */
export function rolePolicies(role: RoleDefinition, rules: AccessRules, warn: (text: string) => void): RolePolicies {
  const attached = rules.policies.filter(({ roles }) => roles.includes(role.name));
  const named = role.managedPolicies.flatMap((arn) => {
    if (attached.some((policy) => policy.arn === arn)) return [];
    const document = documentOf(arn, rules);
    if (!document)
      warn(`${role.name} has the policy ${arn}, which is not in the template: what it allows is refused here`);
    return document ?? [];
  });
  const documents = [...role.documents, ...attached.map(({ document }) => document), ...named];
  return { identity: documents.flatMap(readPolicy), boundary: boundaryOf(role, rules, warn) };
}

function boundaryOf(
  { name, boundary }: RoleDefinition,
  rules: AccessRules,
  warn: (text: string) => void,
): Statement[] | undefined {
  if (boundary === undefined) return undefined;
  const document = documentOf(boundary, rules);
  if (!document)
    warn(`${name} has the permissions boundary ${boundary}, which is not in the template: it is not enforced here`);
  return document && readPolicy(document);
}

const documentOf = (arn: string, { policies }: AccessRules): object | undefined => {
  const document = policies.find((policy) => policy.arn === arn)?.document;
  return typeof document === 'object' && document ? document : awsManagedPolicy(arn);
};
