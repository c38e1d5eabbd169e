import { alertGroup } from './alert-group.ts';
import type { CatalogueEntry } from './catalogue-entry.ts';

export const alertmanager: CatalogueEntry = {
  ...alertGroup,
  register:
    'In alertmanager.yml: webhook_configs with url …/webhooks/NAME and http_config.authorization.credentials (or http_config.basic_auth).',
  secret: 'Make one up, such as `openssl rand -hex 32` prints.',
  traps: [
    'A request holds a group of alerts: with split: true each is an event of its own, once when it fires and once when it is resolved.',
    'A group is sent again every repeat_interval: the very same body is a duplicate and not worked on again.',
  ],
};
