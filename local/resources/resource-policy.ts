import type { ResourceType } from './resource-type.ts';

interface ResourcePolicyProperties {
  readonly Queues?: readonly unknown[];
  readonly Bucket?: unknown;
  readonly SecretId?: unknown;
  readonly PolicyDocument?: unknown;
  readonly ResourcePolicy?: unknown;
}

/** A policy of queues, of a bucket or of a secret. */
export const resourcePolicy: ResourceType = {
  types: ['AWS::SQS::QueuePolicy', 'AWS::S3::BucketPolicy', 'AWS::SecretsManager::ResourcePolicy'],

  bringUp({ logicalId, name, properties }, { secrets }, { assembly: { region, account }, access }) {
    const policy: ResourcePolicyProperties = properties;
    const secret = policy.SecretId === undefined ? undefined : String(policy.SecretId);
    const resources = [
      ...(policy.Queues ?? []).map((url) => `arn:aws:sqs:${region}:${account}:${String(url).split('/').at(-1)}`),
      ...(policy.Bucket === undefined ? [] : [`arn:aws:s3:::${policy.Bucket}`]),
      ...(secret === undefined ? [] : [secret.startsWith('arn:') ? secret : secrets.arnOf(secret)]),
    ];
    const document = policy.PolicyDocument ?? policy.ResourcePolicy;
    access.resourcePolicies.push(...resources.map((resource) => ({ resource, document })));
    return { ref: name, attributes: { Id: logicalId } };
  },
};
