import { hmacScheme } from '../signatures/hmac.ts';
import type { Provider } from './provider.ts';

export const buildkite: Provider = {
  id: 'buildkite',
  name: 'Buildkite',
  scheme: hmacScheme({
    header: 'X-Buildkite-Signature',
    separator: ',',
    prefix: 'signature=',
    timestamp: { prefix: 'timestamp=' },
    signed: '{timestamp}.{body}',
  }),
  content: 'json',
  event: {
    type: ['body.event', 'header.X-Buildkite-Event'],
    time: ['body.build.finished_at', 'body.build.started_at', 'body.build.created_at'],
    subject: 'body.pipeline.slug',
  },
  docs: 'https://buildkite.com/docs/apis/webhooks',
};
