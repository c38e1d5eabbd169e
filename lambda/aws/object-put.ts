import { setTimeout as wait } from 'node:timers/promises';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SignatureV4 } from '@smithy/signature-v4';

/** Puts an object, or throws. Doing so twice is doing so once. */
export type PutObject = (key: string, text: string, signal: AbortSignal) => Promise<void>;

export interface ObjectPutOptions {
  readonly bucket: string;
  /** Addressed by path, such as the local run's. @default - S3 of the region */
  readonly endpoint?: string | undefined;
  /** How long one try may take, in milliseconds. @default 1000 */
  readonly requestTimeoutMs?: number | undefined;
}

const TRIES = 2;
const PAUSE_MS = 100;

/**
 * Opens a bucket to write to. It is one request, signed with what another client has anyway: the SDK's own client for S3
 * would double the verifier's bundle.
 */
export function openObjectPut({ config }: DynamoDBClient, options: ObjectPutOptions): PutObject {
  const { bucket, endpoint, requestTimeoutMs = 1000 } = options;
  const { credentials, region, sha256 } = config;
  const signer = new SignatureV4({ service: 's3', credentials, region, sha256, uriEscapePath: false });

  const put = async (key: string, body: string, signal: AbortSignal): Promise<Response> => {
    const url = objectUrl(key, bucket, endpoint, await region());
    const { headers } = await signer.sign({
      method: 'PUT',
      protocol: url.protocol,
      hostname: url.hostname,
      path: url.pathname,
      query: {},
      headers: { host: url.host, 'content-type': 'application/json' },
      body,
    });
    const limit = AbortSignal.any([signal, AbortSignal.timeout(requestTimeoutMs)]);
    return fetch(url, { method: 'PUT', headers, body, redirect: 'manual', signal: limit });
  };

  return async (key, text, signal) => {
    for (let attempt = 1; ; attempt++) {
      const response = await put(key, text, signal).catch((error: Error) => error);
      if (response instanceof Response && response.ok) return void (await response.body?.cancel());
      const failure = response instanceof Response ? new Error(`S3 answered ${await said(response)}`) : response;
      const isFinal = response instanceof Response && response.status < 500 && response.status !== 429;
      if (isFinal || attempt === TRIES || signal.aborted) throw failure;
      await wait(PAUSE_MS);
    }
  };
}

function objectUrl(key: string, bucket: string, endpoint: string | undefined, region: string): URL {
  const path = key.split('/').map(encodeURIComponent).join('/');
  if (endpoint) return new URL(`${endpoint.replace(/\/+$/, '')}/${bucket}/${path}`);
  // https://docs.aws.amazon.com/general/latest/gr/s3.html
  const suffix = region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
  return new URL(`https://${bucket}.s3.${region}.${suffix}/${path}`);
}

/** The status, and the code that S3 names in its XML: never the rest, which repeats the request. */
async function said(response: Response): Promise<string> {
  const [, code] = /<Code>(\w{1,64})<\/Code>/.exec(await response.text()) ?? [];
  return [response.status, code].filter(Boolean).join(' ');
}
