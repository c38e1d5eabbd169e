import { setTimeout as wait } from 'node:timers/promises';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SignatureV4 } from '@smithy/signature-v4';

export interface BucketOptions {
  readonly bucket: string;
  /** Addressed by path, such as the local run's. @default - S3 of the region */
  readonly endpoint?: string | undefined;
  /** How long one try may take, in milliseconds. @default 1000 */
  readonly requestTimeoutMs?: number | undefined;
  /** How often a request is tried. @default 2 */
  readonly tries?: number | undefined;
}

/** One request for one object. */
export interface ObjectRequest {
  readonly method: 'GET' | 'PUT';
  readonly key: string;
  readonly body?: string | Uint8Array;
  readonly contentType?: string;
}

/** S3 answered, and not with success. */
export class ObjectRequestError extends Error {
  readonly status: number;
  /** What S3 calls it, such as `NoSuchKey`. */
  readonly code: string;

  constructor(status: number, code: string) {
    super(`S3 answered ${[status, code].filter(Boolean).join(' ')}`);
    this.status = status;
    this.code = code;
  }
}

/** Makes a request, or throws; the bytes of the answer are read within the time of their try. */
export type RequestObject = (request: ObjectRequest, signal: AbortSignal) => Promise<Buffer<ArrayBuffer>>;

const PAUSE_MS = 100;

/**
 * Opens a bucket. A request is signed with what another client has anyway: the SDK's own client for S3 would double the
 * verifier's bundle.
 */
export function openObjectRequests({ config }: DynamoDBClient, options: BucketOptions): RequestObject {
  const { bucket, endpoint, requestTimeoutMs = 1000, tries = 2 } = options;
  const { credentials, region, sha256 } = config;
  const signer = new SignatureV4({ service: 's3', credentials, region, sha256, uriEscapePath: false });

  const request = async ({ method, key, body, contentType }: ObjectRequest, signal: AbortSignal) => {
    const url = objectUrl(key, bucket, endpoint, await region());
    const { headers } = await signer.sign({
      method,
      protocol: url.protocol,
      hostname: url.hostname,
      path: url.pathname,
      query: {},
      headers: { host: url.host, ...(contentType && { 'content-type': contentType }) },
      body,
    });
    const limit = AbortSignal.any([signal, AbortSignal.timeout(requestTimeoutMs)]);
    const sent = body === undefined ? {} : { body: Buffer.from(body) };
    const response = await fetch(url, { method, headers, ...sent, redirect: 'manual', signal: limit });
    if (!response.ok) throw new ObjectRequestError(response.status, codeIn(await response.text()));
    return Buffer.from(await response.arrayBuffer());
  };

  return async (wanted, signal) => {
    for (let attempt = 1; ; attempt++) {
      try {
        return await request(wanted, signal);
      } catch (error) {
        if (attempt === tries || signal.aborted || isFinal(error)) throw error;
        await wait(PAUSE_MS * attempt);
      }
    }
  };
}

/** A refusal does not change. What is not there may only be late in coming. */
const isFinal = (error: unknown) =>
  error instanceof ObjectRequestError && error.status < 500 && error.status !== 429 && error.status !== 404;

function objectUrl(key: string, bucket: string, endpoint: string | undefined, region: string): URL {
  const path = key.split('/').map(encodeURIComponent).join('/');
  if (endpoint) return new URL(`${endpoint.replace(/\/+$/, '')}/${bucket}/${path}`);
  // https://docs.aws.amazon.com/general/latest/gr/s3.html
  const suffix = region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
  return new URL(`https://${bucket}.s3.${region}.${suffix}/${path}`);
}

/** The code that S3 names in its XML: never the rest, which repeats the request. */
const codeIn = (answer: string) => /<Code>(\w{1,64})<\/Code>/.exec(answer)?.[1] ?? '';
