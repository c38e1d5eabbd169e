import { createHmac } from 'node:crypto';
import { jsonItems } from '../json-items.ts';
import { hmacScheme } from '../signatures/hmac.ts';
import type { Provider } from './provider.ts';

export const linkedin: Provider = {
  id: 'linkedin',
  name: 'LinkedIn',
  scheme: hmacScheme({ header: 'X-LI-Signature', signed: 'hmacsha256={body}' }),
  content: 'json',
  event: {
    type: 'body.type',
    time: 'body.notifications.0.lastModifiedAt',
    subject: 'body.notifications.0.organizationalEntity',
  },
  batch: {
    items: ({ text }) => jsonItems(text, 'notifications'),
    event: {
      id: 'body.notificationId',
      type: 'body.action',
      time: 'body.lastModifiedAt',
      subject: 'body.organizationalEntity',
    },
  },
  // Anything but a UUID would let anybody have a body signed.
  probe: (method, { query }) => {
    const challengeCode = query.get('challengeCode') ?? '';
    if (method !== 'GET' || !UUID.test(challengeCode)) return undefined;
    return ([key]) => {
      if (!key) return { status: 503 };
      const challengeResponse = createHmac('sha256', key).update(challengeCode).digest('hex');
      const body = JSON.stringify({ challengeCode, challengeResponse });
      return { status: 200, headers: { 'content-type': 'application/json' }, body };
    };
  },
  deadline: 3,
  docs: 'https://learn.microsoft.com/en-us/linkedin/shared/api-guide/webhook-validation',
};

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
