import type { Delivery } from '../delivery.ts';
import type { CatalogueEntry } from './catalogue-entry.ts';
import { formDelivery, jsonDelivery, nameOf, type SampleContext, secondsOf } from './sample.ts';

/** A delivery of each kind: https://docs.slack.dev/reference/events, …/interactivity */
const DELIVERIES: Readonly<Record<string, (context: SampleContext, type: string) => Delivery>> = {
  app_mention: (context, type) =>
    eventDelivery(context, { type, text: '<@U0LAN0Z89> is “Zoë” back in stock? 🦊', channel: 'C0LAN2Q65' }),
  message: (context, type) =>
    eventDelivery(context, { type, text: 'Live long & prosper.', channel: 'C0LAN2Q65', channel_type: 'channel' }),
  reaction_added: (context, type) =>
    eventDelivery(context, {
      type,
      reaction: 'fox_face',
      item: { type: 'message', channel: 'C0LAN2Q65', ts: ts(context) },
    }),
  '/deploy': (context, command) =>
    formDelivery(context.url, {
      token: 'gIkuvaNzQIHg97ATvDxqgjtO',
      team_id: TEAM,
      team_domain: 'acme',
      channel_id: 'C0LAN2Q65',
      channel_name: 'shop',
      user_id: USER,
      user_name: 'zoe',
      command,
      text: 'shop to production',
      api_app_id: APP,
      is_enterprise_install: 'false',
      response_url: responseUrl('commands', context),
      trigger_id: trigger(context),
    }),
  block_actions: (context, type) =>
    interaction(context, { type, actions: [{ action_id: 'approve', type: 'button', value: 'order-1001' }] }),
  view_submission: (context, type) =>
    interaction(context, { type, view: { id: `V${id(context)}`, callback_id: 'new-order' } }),
  url_verification: (context, type) =>
    jsonDelivery(context.url, { token: 'Jhj5dZrVaK7ZwHHjRyZWjbDl', challenge: nameOf(context, 53), type }),
};

export const slack: CatalogueEntry = {
  types: Object.keys(DELIVERIES),
  deliver(base, type, context) {
    const make = DELIVERIES[base];
    if (!make) throw new Error(`there is no sample "${base}" of Slack`);
    return make(context, type);
  },
  register:
    'api.slack.com/apps > your app > Event Subscriptions: request URL https://…/webhooks/NAME and the bot events; the same URL under Slash Commands and Interactivity. Then install the app again.',
  secret:
    'Basic Information > App Credentials > Signing Secret. It is not the verification token, the client secret or a bot token xoxb-….',
  retries: 'Three more of an event: at once, after a minute and after five. Slash commands and clicks are sent once.',
  retryHours: 0.1,
  traps: [
    'Put the secret in first: Slack tries the URL with a signed request when you save it.',
    'Slack waits for 3 seconds; the user sees an error when a slash command takes longer.',
    'The bot hears only of the channels that it is in.',
    'Slack switches the events of an app off when hardly any of them is taken within an hour.',
  ],
};

const TEAM = 'T0LAN0Z88';
const USER = 'U0LAN1X77';
const APP = 'A0MDYCDME';

const id = (context: SampleContext) => nameOf(context, 10).toUpperCase();
const ts = (context: SampleContext) => `${secondsOf(context)}.000200`;
const trigger = (context: SampleContext) => `${secondsOf(context)}.${TEAM}.${nameOf(context, 32)}`;
const responseUrl = (kind: string, context: SampleContext) =>
  `https://hooks.slack.com/${kind}/${TEAM}/${secondsOf(context)}/${nameOf(context)}`;

const eventDelivery = (context: SampleContext, event: object) =>
  jsonDelivery(context.url, {
    token: 'z26uFbvR1xHJEdHE1OQiO6t8',
    team_id: TEAM,
    api_app_id: APP,
    event: { user: USER, ts: ts(context), event_ts: ts(context), ...event },
    type: 'event_callback',
    event_id: `Ev${id(context)}`,
    event_time: secondsOf(context),
    authorizations: [{ team_id: TEAM, user_id: USER, is_bot: false }],
  });

const interaction = (context: SampleContext, what: object) =>
  formDelivery(context.url, {
    payload: JSON.stringify({
      ...what,
      team: { id: TEAM, domain: 'acme' },
      user: { id: USER, username: 'zoe', team_id: TEAM },
      api_app_id: APP,
      trigger_id: trigger(context),
      response_url: responseUrl('actions', context),
    }),
  });
