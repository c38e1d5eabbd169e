import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  type ListObjectsV2CommandOutput,
  NoSuchKey,
  S3Client,
} from '@aws-sdk/client-s3';
import {
  decodeQuarantined,
  type QuarantinedRequest,
  type QuarantineEntry,
  quarantinePrefix,
  readQuarantineKey,
} from '../../core/quarantine.ts';
import { type AwsOptions, clientConfig } from './client-config.ts';

/** A request in the quarantine, before it is read. */
export interface StoredEntry extends QuarantineEntry {
  readonly key: string;
  /** How large the object is; the body is a quarter smaller. */
  readonly bytes: number;
}

/** A time of receipt or a part of one: RFC 3339 in UTC. */
export interface Period {
  /** @default - however long ago */
  readonly from?: string | undefined;
  /** This moment does not belong to it. @default - to the newest */
  readonly to?: string | undefined;
}

/** The quarantine as an operator sees it. Every call throws the SDK's errors. */
export interface QuarantineStore {
  /** The requests of a source, the oldest first. */
  list(source: string, period: Period): AsyncGenerator<StoredEntry>;
  /** A request, or `undefined` when it is gone. Throws a SyntaxError when the object is no request. */
  read(key: string): Promise<QuarantinedRequest | undefined>;
  remove(key: string): Promise<void>;
}

/** Opens the quarantine in a bucket. */
export function openQuarantineStore(bucket: string, options: AwsOptions = {}): QuarantineStore {
  const client = new S3Client({ ...clientConfig(options), ...(options.endpoint && { forcePathStyle: true }) });
  return {
    list: (source, period) => listPeriod(client, bucket, quarantinePrefix(source), period),
    async read(Key) {
      try {
        const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key }));
        return decodeQuarantined((await Body?.transformToString()) ?? '');
      } catch (error) {
        if (error instanceof NoSuchKey) return undefined;
        throw error;
      }
    },
    async remove(Key) {
      await client.send(new DeleteObjectCommand({ Bucket: bucket, Key }));
    },
  };
}

async function* listPeriod(client: S3Client, Bucket: string, Prefix: string, { from = '', to }: Period) {
  let ContinuationToken: string | undefined;
  do {
    const page: ListObjectsV2CommandOutput = await client.send(
      new ListObjectsV2Command({ Bucket, Prefix, StartAfter: Prefix + from, ContinuationToken }),
    );
    for (const { Key: key = '', Size: bytes = 0 } of page.Contents ?? []) {
      if (to !== undefined && key >= Prefix + to) return;
      const entry = readQuarantineKey(key);
      if (entry) yield { ...entry, key, bytes };
    }
    ContinuationToken = page.NextContinuationToken;
  } while (ContinuationToken !== undefined);
}
