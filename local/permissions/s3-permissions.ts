import { fieldsOf, type NeededPermission, type ServiceCall } from './needed-permission.ts';

/**
 * The actions of the calls whose action has another name:
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html
 */
const ACTIONS: Readonly<Record<string, string>> = {
  HeadObject: 'GetObject',
  CreateMultipartUpload: 'PutObject',
  ListObjectsV2: 'ListBucket',
  HeadBucket: 'ListBucket',
  DeleteObjects: 'DeleteObject',
};

/** What a query makes of a call for an object; `%` stands for what is done. */
const SUBRESOURCES: Readonly<Record<string, string>> = {
  versionId: '%ObjectVersion',
  tagging: '%ObjectTagging',
  acl: '%ObjectAcl',
  retention: '%ObjectRetention',
  'legal-hold': '%ObjectLegalHold',
};

export function s3Permissions({ operation, body, url, copySource }: ServiceCall): NeededPermission[] {
  const { Bucket, Key, prefix } = fieldsOf(body);
  const bucket = `arn:aws:s3:::${Bucket ?? ''}`;
  const action = `s3:${ACTIONS[operation] ?? operation}`;
  if (operation === 'DeleteObjects') return keysIn(body).map((key) => ({ action, resource: `${bucket}/${key}` }));
  if (Key === undefined) {
    const context = { 's3:prefix': prefix === undefined ? [] : [String(prefix)] };
    return [{ action, resource: Bucket ? bucket : '*', context }];
  }
  const copied = copySource ? [{ action: 's3:GetObject', resource: sourceArn(copySource) }] : [];
  return [{ action: actionOn(operation, action, url), resource: `${bucket}/${Key}` }, ...copied];
}

/** Whoever may not list a bucket is not told that an object is missing: https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html */
export function missingObjectPermission({ operation, body }: ServiceCall): NeededPermission | undefined {
  if (operation !== 'GetObject' && operation !== 'HeadObject') return undefined;
  return { action: 's3:ListBucket', resource: `arn:aws:s3:::${fieldsOf(body).Bucket ?? ''}` };
}

function actionOn(operation: string, action: string, url: string): string {
  const { searchParams } = new URL(url, 'http://localhost');
  if (searchParams.has('uploadId') && operation === 'DeleteObject') return 's3:AbortMultipartUpload';
  if (searchParams.has('uploadId') && operation === 'GetObject') return 's3:ListMultipartUploadParts';
  const [subresource] = Object.keys(SUBRESOURCES).filter((name) => searchParams.has(name));
  const [, verb = ''] = /^s3:([A-Z][a-z]+)/.exec(action) ?? [];
  return subresource ? `s3:${SUBRESOURCES[subresource]?.replace('%', verb)}` : action;
}

const sourceArn = (source: string) =>
  `arn:aws:s3:::${decodeURIComponent(source)
    .replace(/^\//, '')
    .replace(/\?versionId=.*$/, '')}`;

/** The objects that are to be deleted at once stand in XML; of a list too long to be shown, it could be any. */
function keysIn(body: unknown): string[] {
  const keys = [...String(fieldsOf(body).Body ?? '').matchAll(/<Key>([^<]*)<\/Key>/g)].map(([, key = '']) => key);
  return keys.length > 0 ? keys : ['*'];
}
