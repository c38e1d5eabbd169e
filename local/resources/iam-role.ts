import type { ResourceType } from './resource-type.ts';

interface RoleProperties {
  readonly Path?: unknown;
  readonly Policies?: readonly { readonly PolicyDocument?: unknown }[];
  readonly ManagedPolicyArns?: readonly unknown[];
  readonly PermissionsBoundary?: unknown;
}

/** A role: what its policies allow is what its functions may do. */
export const iamRole: ResourceType = {
  types: ['AWS::IAM::Role'],

  bringUp({ logicalId, name, properties }, _engines, { assembly: { account }, access }) {
    const { Path = '/', Policies = [], ManagedPolicyArns = [], PermissionsBoundary }: RoleProperties = properties;
    const arn = `arn:aws:iam::${account}:role${Path}${name}`;
    access.roles.set(arn, {
      name,
      documents: Policies.map(({ PolicyDocument }) => PolicyDocument),
      managedPolicies: ManagedPolicyArns.map(String),
      boundary: PermissionsBoundary === undefined ? undefined : String(PermissionsBoundary),
    });
    return { ref: name, attributes: { Arn: arn, RoleId: logicalId } };
  },
};
