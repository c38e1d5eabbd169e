import { type Content, parseJson } from '../content.ts';
import { jsonItems } from '../json-items.ts';
import { credentialScheme } from '../signatures/credential.ts';
import { asBearerToken, inHeader } from '../signatures/secret-place.ts';
import type { EventFields, Provider } from './provider.ts';

const entry: EventFields = {
  id: 'body.log_id',
  type: 'body.data.type',
  time: 'body.data.date',
  subject: 'body.data.user_id',
};

export const auth0: Provider = {
  id: 'auth0',
  name: 'Auth0',
  // What is typed in as the authorization is sent as it is, with or without the word Bearer.
  scheme: credentialScheme(inHeader('Authorization'), asBearerToken),
  event: entry,
  batch: {
    items: (content) => jsonItems(content.text) ?? jsonItems(content.text, 'logs') ?? linesOf(content),
    event: entry,
  },
  docs: 'https://auth0.com/docs/customize/log-streams/custom-log-streams',
};

/** JSON Lines: an object in each. */
function linesOf({ text = '' }: Content): string[] | undefined {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const isJson =
    lines.length > 0 && lines.every((line) => line.trimStart().startsWith('{') && parseJson(line) !== undefined);
  return isJson ? lines : undefined;
}
