import { at } from '../field.ts';
import { hmacScheme } from '../signatures/hmac.ts';
import type { Provider } from './provider.ts';

export const notion: Provider = {
  id: 'notion',
  name: 'Notion',
  scheme: hmacScheme({ header: 'X-Notion-Signature', prefix: 'sha256=' }),
  content: 'json',
  event: { id: 'body.id', type: 'body.type', time: 'body.timestamp', subject: 'body.entity.id' },
  // While a subscription is made, Notion hands over the token that it will sign with, once and unsigned.
  enrol: ({ json, headers }) => {
    const secret = at(json, 'verification_token');
    if (typeof secret !== 'string' || headers['x-notion-signature'] !== undefined) return undefined;
    return { secret, answer: { status: 200 } };
  },
  docs: 'https://developers.notion.com/reference/webhooks',
};
