import {
  DeleteObjectCommand,
  ListObjectsV2Command,
  type ListObjectsV2CommandOutput,
  S3Client,
} from '@aws-sdk/client-s3';
import { type AwsOptions, clientConfig } from './client-config.ts';

/** An object in the bucket of claim checks. */
export interface StoredBody {
  readonly key: string;
  readonly bytes: number;
  /** When it was last put, in milliseconds since 1970. */
  readonly putAt: number;
}

/** The bodies in S3 as an operator sees them. Every call throws the SDK's errors. */
export interface ClaimCheckStore {
  /** Every object, up to 1,000 at a time. */
  list(): AsyncGenerator<readonly StoredBody[]>;
  remove(key: string): Promise<void>;
}

/** Opens the bucket of claim checks to look through. */
export function openClaimCheckStore(bucket: string, options: AwsOptions = {}): ClaimCheckStore {
  const client = new S3Client({ ...clientConfig(options), ...(options.endpoint && { forcePathStyle: true }) });
  return {
    list: () => listAll(client, bucket),
    async remove(Key) {
      await client.send(new DeleteObjectCommand({ Bucket: bucket, Key }));
    },
  };
}

async function* listAll(client: S3Client, Bucket: string): AsyncGenerator<readonly StoredBody[]> {
  let StartAfter: string | undefined;
  do {
    // By the last key and not by S3's token: what is removed meanwhile changes nothing then.
    const page: ListObjectsV2CommandOutput = await client.send(new ListObjectsV2Command({ Bucket, StartAfter }));
    const objects = page.Contents ?? [];
    yield objects.map(({ Key: key = '', Size: bytes = 0, LastModified }) => ({
      key,
      bytes,
      putAt: LastModified?.getTime() ?? Number.POSITIVE_INFINITY,
    }));
    StartAfter = page.IsTruncated ? objects.at(-1)?.Key : undefined;
  } while (StartAfter !== undefined);
}
