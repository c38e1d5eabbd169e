import type { Content } from '../content.ts';
import { at } from '../field.ts';
import { jsonItems } from '../json-items.ts';
import type { Provider } from './provider.ts';

/** The alerts that Prometheus Alertmanager sends in a group, and Grafana like it. */
export const alertGroup = {
  content: 'json',
  // A group is sent again as long as it fires; what changed in it makes it another event.
  event: { type: 'body.status', time: 'body.alerts.0.startsAt', subject: 'body.groupKey' },
  batch: {
    items: ({ text }) => jsonItems(text, 'alerts'),
    event: { id: alertId, type: 'body.status', time: 'body.startsAt', subject: 'body.labels.alertname' },
  },
} as const satisfies Partial<Provider>;

/** An alert fires once and is resolved once, however often it is repeated. */
function alertId({ json }: Content): string | undefined {
  const parts = ['fingerprint', 'startsAt', 'status'].map((name) => at(json, name));
  return parts.every((part) => typeof part === 'string') ? parts.join('.') : undefined;
}
