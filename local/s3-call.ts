import type { IncomingMessage } from 'node:http';
import type { AwsAnswer } from './engines/engine.ts';

type S3Request = Pick<IncomingMessage, 'method' | 'url' | 'headers'>;

/** S3 has no `x-amz-target`: the signature's scope names the service, in the header or in the query. */
export function isS3Request({ url = '', headers }: S3Request): boolean {
  if (headers['x-amz-target']) return false;
  return /Credential=[^,\s]*(?:\/|%2F)s3(?:\/|%2F)aws4_request/.test(`${headers.authorization} ${url}`);
}

/** The names of calls to a bucket and to an object, by the method: https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations.html */
const BUCKET_OPERATIONS: Readonly<Record<string, string>> = {
  GET: 'ListObjectsV2',
  PUT: 'CreateBucket',
  HEAD: 'HeadBucket',
  DELETE: 'DeleteBucket',
  POST: 'DeleteObjects',
};
const OBJECT_OPERATIONS: Readonly<Record<string, string>> = {
  GET: 'GetObject',
  PUT: 'PutObject',
  HEAD: 'HeadObject',
  DELETE: 'DeleteObject',
  POST: 'CreateMultipartUpload',
};

/** An S3 call, addressed by path, in the form of the other services': what is in the URL is part of its body. */
export function readS3Call({ method = '', url = '/' }: S3Request, body: unknown) {
  const { pathname, searchParams } = new URL(url, 'http://localhost');
  const [, bucket = '', ...rest] = pathname.split('/');
  const key = decodeURIComponent(rest.join('/'));
  const operation = (key ? OBJECT_OPERATIONS : BUCKET_OPERATIONS)[method] ?? method;
  return {
    operation,
    body: {
      Bucket: bucket,
      ...(key ? { Key: key } : Object.fromEntries(searchParams)),
      ...((key || method === 'POST') && { Body: body }),
    },
  };
}

/** What S3 says when it has a fault of its own. */
export const s3Failure: AwsAnswer = {
  status: 500,
  headers: { 'content-type': 'application/xml' },
  body: '<?xml version="1.0" encoding="UTF-8"?><Error><Code>InternalError</Code><Message>unavailable on request</Message></Error>',
};

/** What S3 says when it gets too many calls: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
export const s3SlowDown: AwsAnswer = {
  status: 503,
  headers: s3Failure.headers,
  body: '<?xml version="1.0" encoding="UTF-8"?><Error><Code>SlowDown</Code><Message>throttled on request</Message></Error>',
};
