import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { DeleteObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { type AwsOptions, clientConfig } from './client-config.ts';

/** The archive as one who has to take something out of it sees it. Every call throws the SDK's errors. */
export interface ArchiveRewrite {
  put(key: string, text: string): Promise<void>;
  remove(key: string): Promise<void>;
}

const compress = promisify(gzip);

/** Opens the archive in a bucket to write over. */
export function openArchiveRewrite(bucket: string, options: AwsOptions = {}): ArchiveRewrite {
  const client = new S3Client({ ...clientConfig(options), ...(options.endpoint && { forcePathStyle: true }) });
  return {
    async put(Key, text) {
      const Body = await compress(text);
      await client.send(new PutObjectCommand({ Bucket: bucket, Key, Body, ContentType: 'application/octet-stream' }));
    },
    async remove(Key) {
      await client.send(new DeleteObjectCommand({ Bucket: bucket, Key }));
    },
  };
}
