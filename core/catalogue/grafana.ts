import { alertGroup } from './alert-group.ts';
import type { CatalogueEntry } from './catalogue-entry.ts';

export const grafana: CatalogueEntry = {
  ...alertGroup,
  register:
    'Alerting > Contact points > Webhook: the URL …/webhooks/NAME and, under optional settings, HMAC signature with your secret (Grafana 12 and later), or an authorization header.',
  secret: 'Make one up, such as `openssl rand -hex 32` prints.',
  traps: [
    'The signature is off unless you set its secret. Leave its header as it is called, and the timestamp header empty: with one, other bytes are signed.',
    'A request holds a group of alerts: with split: true each is an event of its own, once when it fires and once when it is resolved.',
  ],
};
