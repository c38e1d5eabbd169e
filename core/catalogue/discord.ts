import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf, type SampleContext } from './sample.ts';

/** Webhook events and an interaction: https://docs.discord.com/developers/events/webhook-events */
export const discord: CatalogueEntry = {
  types: ['APPLICATION_AUTHORIZED', 'ENTITLEMENT_CREATE', 'application_command'],
  deliver: (base, type, context) =>
    jsonDelivery(context.url, base === 'application_command' ? command(context) : event(base, type, context)),
  register:
    'discord.com/developers > your app > Webhooks: Endpoint https://…/webhooks/NAME and the events. For slash commands: General Information > Interactions Endpoint URL. Set the secret first: Discord checks that it gets a 401 for a wrong signature before it saves.',
  secret:
    'General Information > Public Key: 64 hexadecimal digits. It is no secret, and not the client secret or the bot token.',
  traps: [
    'An interaction wants its answer within 3 seconds and in the response; what is accepted here has to be answered by the API, with the token in the event.',
    'The webhooks of a channel (Integrations > Webhooks) receive messages; they send nothing.',
  ],
};

const event = (base: string, type: string, context: SampleContext) => ({
  version: 1,
  application_id: '1234560123453231555',
  type: 1,
  event: {
    type,
    timestamp: new Date(context.now).toISOString(),
    data:
      base === 'ENTITLEMENT_CREATE'
        ? {
            id: snowflake(context),
            sku_id: '1234560123453231111',
            user_id: '80351110224678912',
            type: 8,
            deleted: false,
          }
        : { integration_type: 1, scopes: ['applications.commands'], user: { id: snowflake(context), username: 'zoë' } },
  },
});

const command = (context: SampleContext) => ({
  id: snowflake(context),
  application_id: '1234560123453231555',
  type: 2,
  token: nameOf(context, 40),
  guild_id: '290926798626357999',
  channel_id: '645027906669510667',
  member: { user: { id: '53908232506183680', username: 'zoë' }, roles: [] },
  data: { id: '771825006014889984', name: 'coffee', type: 1 },
  version: 1,
});

const snowflake = (context: SampleContext) => String(BigInt(`0x${nameOf(context, 15)}`));
