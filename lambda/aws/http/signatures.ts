import { createHmac, createSecretKey, hash, type KeyObject } from 'node:crypto';
import { escapeUri, type HttpRequest } from '@smithy/core/protocols';
import type { AwsCredentialIdentity } from '@smithy/types';

/** What somebody on the way may change. */
const UNSIGNED: readonly string[] = ['user-agent', 'x-amzn-trace-id'];

/** Who signs a request, for what and when. */
export interface Signing {
  readonly credentials: AwsCredentialIdentity;
  readonly region: string;
  readonly at: Date;
}

/** The headers of a request, whose names are in lower case, with those that sign it. It has no query. */
export type Sign = (request: HttpRequest, signing: Signing) => Record<string, string>;

/**
 * Opens the signatures of a service. Those of `@smithy/signature-v4` are the same; they take ten times the code and a sixth of a call:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function openSignatures(service: string): Sign {
  let kept: { readonly of: string; readonly key: KeyObject } | undefined;
  const keyFor = (secret: string, scope: string) => {
    const of = `${secret}/${scope}`;
    if (kept?.of !== of) kept = { of, key: scope.split('/').reduce(hmacKey, keyOf(`AWS4${secret}`)) };
    return kept.key;
  };

  return ({ method, path, headers, body }, { credentials, region, at }) => {
    const { accessKeyId, secretAccessKey, sessionToken } = credentials;
    const time = at.toISOString().replace(/[-:]|\.\d+/g, '');
    const scope = `${time.slice(0, 8)}/${region}/${service}/aws4_request`;
    const digest = hash('sha256', body ?? '');
    const sent: Record<string, string> = {
      ...headers,
      'x-amz-date': time,
      ...(sessionToken && { 'x-amz-security-token': sessionToken }),
      'x-amz-content-sha256': digest,
    };
    const names = Object.keys(sent)
      .sort()
      .filter((name) => !UNSIGNED.includes(name));
    const lines = names.map((name) => `${name}:${sent[name]?.trim().replace(/\s+/g, ' ')}\n`).join('');
    // S3 alone takes paths as they are.
    const escaped = service === 's3' ? path : path.split('/').map(escapeUri).join('/');
    const canonical = `${method}\n${escaped}\n\n${lines}\n${names.join(';')}\n${digest}`;
    const text = `AWS4-HMAC-SHA256\n${time}\n${scope}\n${hash('sha256', canonical)}`;
    const signature = createHmac('sha256', keyFor(secretAccessKey, scope)).update(text).digest('hex');
    sent.authorization = `AWS4-HMAC-SHA256 Credential=${accessKeyId}/${scope}, SignedHeaders=${names.join(';')}, Signature=${signature}`;
    return sent;
  };
}

const keyOf = (secret: string) => createSecretKey(secret, 'utf8');
const hmacKey = (key: KeyObject, part: string) => createSecretKey(createHmac('sha256', key).update(part).digest());
