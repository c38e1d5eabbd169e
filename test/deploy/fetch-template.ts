import { parse } from 'yaml';
import { type Account, AwsError } from './account.ts';
import type { FullTemplate } from './template.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html */
const LONGEST = { body: 51_200, object: 1_048_576 } as const;

export interface TemplateSource {
  readonly body?: string | undefined;
  /** Of an object in S3. */
  readonly url?: string | undefined;
}

/**
 * The text of a template: what was sent, or what lies in S3.
 * @throws {AwsError} when it is not there, or too long
 */
export async function fetchTemplateText(account: Account, { body, url }: TemplateSource): Promise<string> {
  if (body !== undefined) {
    if (Buffer.byteLength(body) <= LONGEST.body) return body;
    throw refusal(
      `Value at 'templateBody' failed to satisfy constraint: Member must have length less than or equal to ${LONGEST.body}`,
    );
  }
  const [bucket = '', key = ''] = objectOf(url ?? '');
  const object = await account.buckets.get(bucket, key);
  if (!object) throw refusal(`S3 error: The specified key does not exist: ${url}`);
  if (object.length <= LONGEST.object) return object.toString();
  throw refusal(`Template may not exceed ${LONGEST.object} bytes in size.`);
}

/** @throws {AwsError} when the text is neither JSON nor YAML */
export function parseTemplate(text: string): FullTemplate {
  try {
    return text.startsWith('{') ? JSON.parse(text) : parse(text);
  } catch (error) {
    throw refusal(
      `Template format error: JSON or YAML not well-formed. (${error instanceof Error ? error.message : error})`,
    );
  }
}

/** Bucket and key of `https://s3.REGION.amazonaws.com/BUCKET/KEY`, or of the same at another endpoint. */
const objectOf = (url: string) => /^https?:\/\/[^/]+\/([^/]+)\/(.+)$/.exec(url)?.slice(1) ?? [];

const refusal = (message: string) => new AwsError('ValidationError', message);
