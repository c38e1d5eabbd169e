import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { GetObjectCommand, ListObjectsV2Command, type ListObjectsV2CommandOutput, S3Client } from '@aws-sdk/client-s3';
import { type ArchiveEntry, archiveHour, archivePrefix, readArchiveKey } from '../../core/archive.ts';
import { type AwsOptions, clientConfig } from './client-config.ts';
import { linesOf } from './lines-of.ts';
import type { Period } from './quarantine-store.ts';

/** An object of the archive, before it is read. */
export interface ArchivedObject extends ArchiveEntry {
  readonly key: string;
  /** How large it is, compressed. */
  readonly bytes: number;
  /** When it was written, in milliseconds since 1970. */
  readonly writtenAt: number;
}

/** The archive as an operator sees it. Every call throws the SDK's errors. */
export interface ArchiveStore {
  /** The objects of a source that may hold events received in the period, the oldest first. */
  list(source: string, period: Period): AsyncGenerator<ArchivedObject>;
  /** The lines of an object, in the order of receipt, while it is being read. */
  lines(key: string): AsyncGenerator<string>;
}

/** Opens the archive in a bucket to read. */
export function openArchiveStore(bucket: string, options: AwsOptions = {}): ArchiveStore {
  const client = new S3Client({ ...clientConfig(options), ...(options.endpoint && { forcePathStyle: true }) });
  return {
    list: (source, period) => listPeriod(client, bucket, source, period),
    async *lines(Key) {
      const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key }));
      if (!Body) return;
      yield* linesOf(unzipped(Body.transformToWebStream()));
    },
  };
}

/** Every object under an hour holds only events of it, so the hours of the period are enough. */
async function* listPeriod(client: S3Client, Bucket: string, source: string, { from = '', to }: Period) {
  const Prefix = archivePrefix(source);
  const StartAfter = from === '' ? Prefix : archivePrefix(source, archiveHour(from));
  let ContinuationToken: string | undefined;
  do {
    const page: ListObjectsV2CommandOutput = await client.send(
      new ListObjectsV2Command({ Bucket, Prefix, StartAfter, ContinuationToken }),
    );
    for (const { Key: key = '', Size: bytes = 0, LastModified } of page.Contents ?? []) {
      const entry = readArchiveKey(key);
      if (!entry) continue;
      if (to !== undefined && entry.hour > archiveHour(to)) return;
      const isWithin = entry.to >= from && (to === undefined || entry.from < to);
      if (isWithin) yield { ...entry, key, bytes, writtenAt: LastModified?.getTime() ?? 0 };
    }
    ContinuationToken = page.NextContinuationToken;
  } while (ContinuationToken !== undefined);
}

async function* unzipped(compressed: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  const gunzip = createGunzip();
  // What goes wrong on the way is thrown where the lines are read.
  const piped = pipeline(compressed, gunzip);
  piped.catch(() => undefined);
  yield* gunzip;
  await piped;
}
