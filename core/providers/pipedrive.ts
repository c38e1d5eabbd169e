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
  // The `meta.id` of older webhooks is that of the deal or person: the body is what tells events apart.
  event: { type: [changeOf, 'body.event'], time: 'body.meta.timestamp' },
  docs: 'https://pipedrive.readme.io/docs/guide-for-webhooks-v2',
};

/** `create.deal`: what version 2 says in two places; version 1 has an `event` such as `added.deal`. */
function changeOf({ json }: Content): string | undefined {
  const [action, entity] = [at(json, 'meta.action'), at(json, 'meta.entity')];
  return typeof action === 'string' && typeof entity === 'string' ? `${action}.${entity}` : undefined;
}
