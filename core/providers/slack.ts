import { at } from '../field.ts';
import { hmacScheme } from '../signatures/hmac.ts';
import type { Provider } from './provider.ts';

export const slack: Provider = {
  id: 'slack',
  name: 'Slack',
  scheme: hmacScheme({
    header: 'X-Slack-Signature',
    prefix: 'v0=',
    timestamp: { header: 'X-Slack-Request-Timestamp' },
    signed: 'v0:{timestamp}:{body}',
  }),
  event: {
    // The Events API numbers its events, a slash command has its trigger, an interaction is known by its body only.
    id: ['body.event_id', 'form.trigger_id'],
    type: ['body.event.type', 'form.command', 'body.type'],
    time: 'body.event_time',
    subject: ['body.team_id', 'body.team.id', 'form.team_id'],
  },
  // Slack tests a command's URL now and then, by GET or POST, without a signature.
  probe: (_, { query, form }) => ((form ?? query).get('ssl_check') === '1' ? { status: 200 } : undefined),
  handshake: ({ json }) => {
    const challenge = at(json, 'challenge');
    if (at(json, 'type') !== 'url_verification' || typeof challenge !== 'string') return undefined;
    return { status: 200, headers: { 'content-type': 'text/plain' }, body: challenge };
  },
  // Slack shows the body of an answer to a slash command to the user.
  ack: { status: 200 },
  deadline: 3,
  docs: 'https://docs.slack.dev/authentication/verifying-requests-from-slack',
};
