import { type Content, parseJson } from '../content.ts';
import { at } from '../field.ts';
import { jsonItems } from '../json-items.ts';
import { sameText } from '../same-text.ts';
import { hmacScheme } from '../signatures/hmac.ts';
import type { Provider } from './provider.ts';

export const meta: Provider<'verifyToken'> = {
  id: 'meta',
  name: 'Meta (Facebook, Instagram, WhatsApp)',
  scheme: hmacScheme({ header: 'X-Hub-Signature-256', prefix: 'sha256=' }),
  settings: {
    verifyToken: {
      says: 'the verify token that you make up and type in beside the callback URL',
      form: /^[\x21-\x7e]{8,128}$/,
      example: 'a-word-of-your-own',
    },
  },
  content: 'json',
  event: { type: 'body.object', time: 'body.entry.0.time', subject: 'body.entry.0.id' },
  batch: {
    items: changesIn,
    event: {
      id: [whatsAppId, 'body.messaging.0.message.mid'],
      type: ['body.changes.0.field', ({ json }) => (at(json, 'messaging.0') ? 'messaging' : undefined)],
      time: 'body.time',
      subject: 'body.id',
    },
  },
  // The address gets a GET when the callback URL is saved; only who knows the verify token sees the challenge again.
  probe: (method, { query }, { verifyToken }) => {
    if (method !== 'GET' || query.get('hub.mode') !== 'subscribe') return undefined;
    if (!verifyToken || !sameText(query.get('hub.verify_token') ?? '', verifyToken)) return { status: 403 };
    return { status: 200, headers: { 'content-type': 'text/plain' }, body: query.get('hub.challenge') ?? '' };
  },
  docs: 'https://developers.facebook.com/docs/graph-api/webhooks/getting-started',
};

/** An entry for each change or message, so that an item looks like an entry that has only this one. */
function changesIn({ text }: { readonly text: string | undefined }): string[] | undefined {
  return jsonItems(text, 'entry')?.flatMap((entry, index) => {
    const parsed = parseJson(entry);
    const list = ['changes', 'messaging'].find((name) => Array.isArray(at(parsed, name)));
    const items = list && jsonItems(text, 'entry', index, list);
    if (!items) return [entry];
    const head = JSON.stringify({ id: at(parsed, 'id'), time: at(parsed, 'time') }).slice(0, -1);
    return items.map((item) => `${head}${head === '{' ? '' : ','}"${list}":[${item}]}`);
  });
}

/** The id of the only message of a change; of the only status of a message, of which it has several in its life, both. */
function whatsAppId({ json }: Content): string | undefined {
  const value = at(json, 'changes.0.value');
  const [messages, statuses] = ['messages', 'statuses'].map((name) => at(value, name) ?? []);
  if (!Array.isArray(messages) || !Array.isArray(statuses) || messages.length + statuses.length !== 1) return undefined;
  const parts = messages.length === 1 ? [at(messages[0], 'id')] : ['id', 'status'].map((name) => at(statuses[0], name));
  return parts.every((part) => typeof part === 'string' && part !== '') ? parts.join('.') : undefined;
}
