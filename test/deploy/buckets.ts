import type { IncomingHttpHeaders } from 'node:http';
import { buildApp } from 'fauxqs';

/** S3, played by fauxqs. */
export interface Buckets {
  create(bucket: string): Promise<void>;
  exists(bucket: string): Promise<boolean>;
  /** An object's bytes, if it is there. */
  get(bucket: string, key: string): Promise<Buffer | undefined>;
  /** Answers a call of a client. */
  answer(request: S3Request): Promise<S3Answer>;
  close(): Promise<void>;
}

export interface S3Request {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface S3Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** What fauxqs takes for a listing: https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLocation.html */
const BUCKET_QUERIES: Readonly<Record<string, string>> = {
  location: '<LocationConstraint xmlns="http://s3.amazonaws.com/doc/2006-03-01/"/>',
  encryption:
    '<ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>AES256</SSEAlgorithm>' +
    '</ApplyServerSideEncryptionByDefault></Rule></ServerSideEncryptionConfiguration>',
};

/** What belongs to one connection, not to the call. */
const OWN_HEADERS = ['host', 'connection', 'content-length', 'transfer-encoding', 'expect', 'keep-alive'];

/** Starts fauxqs on a free port of 127.0.0.1. */
export async function startBuckets(): Promise<Buckets> {
  const app = buildApp({ logger: false });
  const origin = await app.listen({ port: 0, host: '127.0.0.1' });
  const exists = async (bucket: string) => (await fetch(`${origin}/${bucket}`, { method: 'HEAD' })).ok;
  return {
    exists,
    async create(bucket) {
      await fetch(`${origin}/${bucket}`, { method: 'PUT' });
    },
    async get(bucket, key) {
      const response = await fetch(`${origin}/${bucket}/${key}`);
      return response.ok ? Buffer.from(await response.arrayBuffer()) : undefined;
    },
    async answer({ method, url, headers, body }) {
      const { pathname, searchParams } = new URL(url, origin);
      const answer = Object.entries(BUCKET_QUERIES).find(([query]) => searchParams.has(query))?.[1];
      if (method === 'GET' && answer && (await exists(pathname.split('/')[1] ?? '')))
        return { status: 200, headers: { 'content-type': 'application/xml' }, body: Buffer.from(answer) };
      const kept = Object.entries(headers).filter(([name]) => !OWN_HEADERS.includes(name));
      const response = await fetch(origin + url, {
        method,
        headers: kept.map(([name, value]): [string, string] => [name, String(value)]),
        ...(body.length > 0 && { body: new Uint8Array(body) }),
      });
      return {
        status: response.status,
        headers: Object.fromEntries([...response.headers].filter(([name]) => !OWN_HEADERS.includes(name))),
        body: Buffer.from(await response.arrayBuffer()),
      };
    },
    close: async () => app.close(),
  };
}
