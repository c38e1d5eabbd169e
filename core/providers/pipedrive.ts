import { createHash } from 'node:crypto';
import type { Content } from '../content.ts';
import { at } from '../field.ts';
import { credentialScheme } from '../signatures/credential.ts';
import { asBasicAuth } from '../signatures/secret-place.ts';
import type { Provider } from './provider.ts';

export const pipedrive: Provider = {
  id: 'pipedrive',
  name: 'Pipedrive',
  scheme: credentialScheme(asBasicAuth),
  content: 'json',
  event: { id: unattempted, type: [changeOf, 'body.event'], time: 'body.meta.timestamp' },
  docs: 'https://pipedrive.readme.io/docs/guide-for-webhooks-v2',
};

/**
 * The digest of what stays the same when it is sent again: the body counts the attempts. The `meta.id` of older webhooks
 * is that of the deal or person.
 */
function unattempted({ json }: Content): string | undefined {
  const meta = at(json, 'meta');
  if (typeof json !== 'object' || typeof meta !== 'object') return undefined;
  const event = JSON.stringify({ ...json, retry: undefined, meta: { ...meta, attempt: undefined } });
  return `sha256:${createHash('sha256').update(event).digest('hex')}`;
}

/** `create.deal`: what version 2 says in two places; version 1 has an `event` such as `added.deal`. */
function changeOf({ json }: Content): string | undefined {
  const [action, entity] = [at(json, 'meta.action'), at(json, 'meta.entity')];
  return typeof action === 'string' && typeof entity === 'string' ? `${action}.${entity}` : undefined;
}
