import { at } from '../field.ts';
import { publicKeyScheme } from '../signatures/public-key-scheme.ts';
import type { Provider } from './provider.ts';

export const discord: Provider = {
  id: 'discord',
  name: 'Discord',
  scheme: publicKeyScheme({
    header: 'X-Signature-Ed25519',
    algorithm: 'EdDSA',
    encoding: 'hex',
    timestamp: { header: 'X-Signature-Timestamp' },
    signed: '{timestamp}{body}',
  }),
  content: 'json',
  event: {
    // An interaction has an id and a number for its type, a webhook event has neither, but a name.
    id: 'body.id',
    type: ['body.event.type', ({ json }) => INTERACTIONS[Number(at(json, 'type'))]],
    time: 'body.event.timestamp',
    subject: ['body.application_id', 'body.guild_id'],
  },
  // Discord also sends such pings with wrong signatures, and wants a 401.
  handshake: ({ json }) => {
    const type = at(json, 'type');
    if (type === 1 && at(json, 'event') === undefined) return { status: 200, headers: JSON_BODY, body: '{"type":1}' };
    return type === 0 ? { status: 204 } : undefined;
  },
  deadline: 3,
  docs: 'https://docs.discord.com/developers/events/webhook-events',
};

const JSON_BODY = { 'content-type': 'application/json' };

/** https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-interaction-type */
const INTERACTIONS = [
  undefined,
  'ping',
  'application_command',
  'message_component',
  'application_command_autocomplete',
  'modal_submit',
];
