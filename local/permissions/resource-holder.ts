/** The ARN of what a resource is a part of: an object has the policy and the key of its bucket, an index those of its table. */
export const resourceHolder = (resource: string): string =>
  resource.startsWith('arn:aws:s3:::') ? (resource.split('/')[0] ?? '') : resource.replace(/\/index\/.*$/, '');
