import { createHmac } from 'node:crypto';
import { parseJson } from '../content.ts';
import { at } from '../field.ts';
import { hmacScheme } from '../signatures/hmac.ts';
import type { Provider } from './provider.ts';

export const smartcar: Provider = {
  id: 'smartcar',
  name: 'Smartcar',
  scheme: hmacScheme({ header: 'SC-Signature' }),
  content: 'json',
  event: {
    id: 'body.eventId',
    type: ['body.eventType', 'body.eventName'],
    subject: ['body.data.vehicle.id', 'body.payload.vehicleId'],
  },
  // The test of the address need not be signed. Whatever is JSON is no challenge: its answer would sign a body.
  probe: (method, { json }) => {
    const event = at(json, 'eventType') ?? at(json, 'eventName');
    const challenge = at(json, 'data.challenge') ?? at(json, 'payload.challenge');
    if (method !== 'POST' || typeof event !== 'string' || event.toLowerCase() !== 'verify') return undefined;
    if (typeof challenge !== 'string' || !CHALLENGE.test(challenge) || parseJson(challenge) !== undefined)
      return undefined;
    return ([key]) => {
      if (!key) return { status: 503 };
      const body = JSON.stringify({ challenge: createHmac('sha256', key).update(challenge).digest('hex') });
      return { status: 200, headers: { 'content-type': 'application/json' }, body };
    };
  },
  docs: 'https://smartcar.com/docs/webhooks/overview',
};

const CHALLENGE = /^[\w-]{8,128}$/;
