import type { Content } from '../content.ts';
import { at } from '../field.ts';
import { credentialScheme } from '../signatures/credential.ts';
import { inHeader } from '../signatures/secret-place.ts';
import type { Provider } from './provider.ts';

export const telegram: Provider = {
  id: 'telegram',
  name: 'Telegram bots',
  scheme: credentialScheme({
    ...inHeader('X-Telegram-Bot-Api-Secret-Token'),
    fits: (secret) => /^[\w-]{1,256}$/.test(secret),
  }),
  content: 'json',
  event: {
    id: 'body.update_id',
    type: kindOf,
    time: (content) => numberAt(content, 'date'),
    subject: (content) => numberAt(content, 'chat.id') ?? numberAt(content, 'from.id'),
  },
  // What an answer says, Telegram may take for a call of its API.
  ack: { status: 200 },
  docs: 'https://core.telegram.org/bots/api#setwebhook',
};

/** An update holds its number and one thing more, by which it is known what it is. */
function kindOf({ json }: Content): string | undefined {
  if (typeof at(json, 'update_id') !== 'number') return undefined;
  return Object.keys(Object(json)).find((name) => name !== 'update_id');
}

function numberAt(content: Content, path: string): number | undefined {
  const value = at(at(content.json, kindOf(content) ?? ''), path);
  return typeof value === 'number' ? value : undefined;
}
