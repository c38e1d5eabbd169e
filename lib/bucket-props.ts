import { Duration } from 'aws-cdk-lib';
import { BlockPublicAccess, BucketEncryption, type BucketProps, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { type Foundation, storeRemoval } from './foundation.ts';

/** What all buckets are: encrypted, closed to the public, reached over TLS only, and empty after so many days. */
export const bucketProps = (days: number, foundation: Foundation = {}): BucketProps => ({
  ...(foundation.key
    ? // One call to KMS for many objects.
      { encryption: BucketEncryption.KMS, encryptionKey: foundation.key, bucketKeyEnabled: true }
    : { encryption: BucketEncryption.S3_MANAGED }),
  enforceSSL: true,
  blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
  objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
  // The second and third are for what somebody else may do to the bucket: versions, and uploads that never end.
  lifecycleRules: [
    {
      expiration: Duration.days(days),
      noncurrentVersionExpiration: Duration.days(1),
      abortIncompleteMultipartUploadAfter: Duration.days(1),
    },
  ],
  removalPolicy: storeRemoval(foundation),
});
