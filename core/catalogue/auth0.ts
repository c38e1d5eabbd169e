import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf } from './sample.ts';

/** An entry of the log, as a custom webhook gets it: https://auth0.com/docs/customize/log-streams/custom-log-streams */
export const auth0: CatalogueEntry = {
  types: ['s', 'fp', 'ss'],
  deliver: (_, type, context) =>
    jsonDelivery(context.url, {
      log_id: `9002026030110${nameOf(context, 30)}`,
      data: {
        date: new Date(context.now).toISOString(),
        type,
        connection: 'Username-Password-Authentication',
        client_id: 'aI61p8I8aFjmYRliLWgvM9ev97kCCNDB',
        client_name: 'Shop',
        ip: '203.0.113.7',
        user_id: 'auth0|1234567890',
        user_name: 'zoë@example.com',
      },
    }),
  register:
    'Monitoring > Streams > Create Stream > Custom Webhook: the payload URL …/webhooks/NAME, and your secret as the authorization token.',
  secret: 'Make one up, such as `openssl rand -hex 32` prints.',
  traps: [
    'Without an authorization token nothing shows who sends, and every request is refused.',
    'JSON Lines, JSON Array and JSON Object all work; with split: true each entry of the log is an event of its own.',
    'Types are Auth0’s short codes: s is a login, fp a wrong password, ss a new user.',
  ],
};
