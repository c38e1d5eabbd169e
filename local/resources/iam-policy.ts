import type { ResourceType } from './resource-type.ts';

interface PolicyProperties {
  readonly Path?: unknown;
  readonly Roles?: readonly unknown[];
  readonly PolicyDocument?: unknown;
}

/** A policy with a resource of its own, and the roles that have it. */
export const iamPolicy: ResourceType = {
  types: ['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy'],

  bringUp({ logicalId, type, name, properties }, _engines, { assembly: { account }, access }) {
    const { Path = '/', Roles = [], PolicyDocument }: PolicyProperties = properties;
    const arn = type === 'AWS::IAM::ManagedPolicy' ? `arn:aws:iam::${account}:policy${Path}${name}` : undefined;
    access.policies.push({ arn, roles: Roles.map(String), document: PolicyDocument });
    return { ref: arn ?? name, attributes: { Id: logicalId, PolicyArn: arn ?? '' } };
  },
};
