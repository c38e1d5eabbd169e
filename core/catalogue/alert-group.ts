import { jsonDelivery, nameOf, type Samples } from './sample.ts';

/** A group of one alert: https://prometheus.io/docs/alerting/latest/configuration/#webhook_config */
export const alertGroup = {
  types: ['firing', 'resolved'],
  deliver: (_, type, context) => {
    const startsAt = new Date(context.now).toISOString();
    const labels = { alertname: 'QueueTooLong', severity: 'critical', team: 'Zoë' };
    return jsonDelivery(context.url, {
      receiver: 'webhook',
      status: type,
      alerts: [
        {
          status: type,
          labels,
          annotations: { summary: 'The queue is longer than 100' },
          startsAt,
          endsAt: type === 'resolved' ? startsAt : '0001-01-01T00:00:00Z',
          generatorURL: 'https://prometheus.example.com/graph',
          fingerprint: nameOf(context, 16),
        },
      ],
      groupLabels: { alertname: labels.alertname },
      commonLabels: labels,
      commonAnnotations: {},
      externalURL: 'https://alerts.example.com',
      version: '4',
      groupKey: '{}:{alertname="QueueTooLong"}',
      truncatedAlerts: 0,
    });
  },
} as const satisfies Samples;
