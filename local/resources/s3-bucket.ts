import { customerKeyArn } from '../permissions/key-permissions.ts';
import type { ResourceType } from './resource-type.ts';

interface BucketProperties {
  /** The part that is carried out here: objects of the whole bucket that are gone after so many days. */
  readonly LifecycleConfiguration?: {
    readonly Rules?: readonly {
      readonly Status?: unknown;
      readonly Prefix?: unknown;
      readonly ExpirationInDays?: unknown;
    }[];
  };
  readonly BucketEncryption?: {
    readonly ServerSideEncryptionConfiguration?: readonly {
      readonly ServerSideEncryptionByDefault?: { readonly KMSMasterKeyID?: unknown };
    }[];
  };
}

/** A bucket. One that is there from the last run keeps its objects, except those whose days are over. */
export const s3Bucket: ResourceType = {
  types: ['AWS::S3::Bucket'],

  bringUp({ name: given, properties }, { objects, report }, { assembly: { region, account }, access }) {
    const { LifecycleConfiguration, BucketEncryption }: BucketProperties = properties;
    const rule = LifecycleConfiguration?.Rules?.find(
      ({ Status, Prefix, ExpirationInDays }) => Status === 'Enabled' && !Prefix && ExpirationInDays !== undefined,
    );
    // https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
    const name = given.toLowerCase().slice(0, 63).replace(/-$/, '');
    objects.putBucket(name, rule && Number(rule.ExpirationInDays));
    report({ kind: 'progress', text: `bucket ${name} ready` });
    const [encryption] = BucketEncryption?.ServerSideEncryptionConfiguration ?? [];
    const key = customerKeyArn(encryption?.ServerSideEncryptionByDefault?.KMSMasterKeyID, region, account);
    if (key) access.keys.set(`arn:aws:s3:::${name}`, key);
    const domain = `${name}.s3.amazonaws.com`;
    return {
      ref: name,
      attributes: {
        Arn: `arn:aws:s3:::${name}`,
        DomainName: domain,
        RegionalDomainName: `${name}.s3.${region}.amazonaws.com`,
      },
    };
  },
};
