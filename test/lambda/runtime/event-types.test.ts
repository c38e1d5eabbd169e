import type { UserJSON } from '@clerk/backend';
import type { EntityWebhookPayloadWithIssueData } from '@linear/sdk/webhooks';
import type { components } from '@octokit/openapi-webhooks-types';
import type { AppMentionEvent } from '@slack/types';
import type { BatchCompletedWebhookEvent } from 'openai/resources/webhooks';
import type { EmailBouncedEvent } from 'resend';
import type Stripe from 'stripe';
import type { Payload } from '../../../core/event.ts';
import type { EventOf, ProposedType } from '../../../lambda/runtime/event-payloads.ts';
import type { ShopifyOrder } from '../../../lambda/runtime/payloads/shopify.ts';
import type { SlackCommand } from '../../../lambda/runtime/payloads/slack.ts';
import type { TwilioCall, TwilioMessage, TwilioStatus } from '../../../lambda/runtime/payloads/twilio.ts';

/** True for the same types only: an open type is the same as nothing but itself. */
type Same<Left, Right> = (<T>() => T extends Left ? 1 : 2) extends <T>() => T extends Right ? 1 : 2 ? true : false;
type Data<Provider, Type extends string> = EventOf<Provider, Type>['data'];
type Type<Provider, Type extends string> = EventOf<Provider, Type>['type'];

/** Says nothing at run time: the type check fails on a claim that is not true. */
const claim = <_Claim extends true>() => true;

const claims = {
  'Stripe: the event with its object': [
    claim<Same<Data<'stripe', 'invoice.paid'>, Stripe.InvoicePaidEvent>>(),
    claim<Same<Data<'stripe', 'invoice.paid'>['data']['object'], Stripe.Invoice>>(),
    claim<Same<Data<'stripe', 'payment_intent.succeeded'>['data']['object'], Stripe.PaymentIntent>>(),
  ],
  'GitHub: by event and action, or the event alone': [
    claim<Same<Data<'github', 'pull_request.opened'>, components['schemas']['webhook-pull-request-opened']>>(),
    claim<Same<Data<'github', 'pull_request.review_requested'>['action'], 'review_requested'>>(),
    claim<Same<Data<'github', 'push'>['ref'], string>>(),
    claim<Same<Data<'github', 'repository_dispatch.on-demand-test'>['branch'], string>>(),
  ],
  'Shopify: the documented fields of some topics': [
    claim<Same<Data<'shopify', 'orders/create'>, ShopifyOrder>>(),
    claim<Same<Data<'shopify', 'orders/create'>['total_price'], string>>(),
    claim<Same<Data<'shopify', 'orders/create'>['tax_lines'], Payload>>(),
    claim<Same<Data<'shopify', 'inventory_levels/update'>, Payload>>(),
  ],
  'Slack: the event in its callback, or the command': [
    claim<Same<Data<'slack', 'app_mention'>['event'], AppMentionEvent>>(),
    claim<Same<Data<'slack', 'app_rate_limited'>['minute_rate_limited'], number>>(),
    claim<Same<Data<'slack', '/deploy'>, SlackCommand>>(),
    claim<Same<Data<'slack', 'block_actions'>, Payload>>(),
  ],
  'Twilio: the fields of the form': [
    claim<Same<Data<'twilio', 'message.delivered'>, TwilioStatus>>(),
    claim<Same<Data<'twilio', 'message.received'>, TwilioMessage>>(),
    claim<Same<Data<'twilio', 'call.in-progress'>, TwilioCall>>(),
    claim<Same<Data<'twilio', 'com.twilio.messaging.message.delivered'>, Payload>>(),
  ],
  'Linear: by type and action': [
    claim<Same<Data<'linear', 'Issue.create'>['data'], EntityWebhookPayloadWithIssueData['data']>>(),
    claim<Same<Data<'linear', 'AgentSessionEvent.created'>['type'], 'AgentSessionEvent'>>(),
  ],
  'Clerk, Resend, OpenAI: what their packages say': [
    claim<Same<Data<'clerk', 'user.created'>['data'], UserJSON>>(),
    claim<Same<Data<'resend', 'email.bounced'>, EmailBouncedEvent>>(),
    claim<Same<Data<'openai', 'batch.completed'>, BatchCompletedWebhookEvent>>(),
  ],
  'senders over Standard Webhooks: what the specification recommends': [
    claim<Same<Data<'standard-webhooks', 'user.created'>['timestamp'], string>>(),
    claim<Same<Data<'svix', 'user.created'>['data'], Payload>>(),
  ],
  'what is not known is open': [
    claim<Same<Data<'stripe', 'invoice.payed'>, Payload>>(),
    claim<Same<Data<'stripe', string>, Payload>>(),
    claim<Same<Data<'airtable', 'event'>, Payload>>(),
    claim<Same<Type<'stripe', 'invoice.payed'>, 'invoice.payed'>>(),
  ],
  'a pattern stands for the known types that fit it, and otherwise for its text': [
    claim<
      Same<
        Type<'stripe', 'charge.dispute.funds_*'>,
        'charge.dispute.funds_reinstated' | 'charge.dispute.funds_withdrawn'
      >
    >(),
    claim<Same<Data<'stripe', 'payment_intent.*'>['data']['object'], Stripe.PaymentIntent>>(),
    claim<Same<Type<'linear', 'Issue.*'>, 'Issue.create' | 'Issue.update' | 'Issue.remove'>>(),
    claim<Same<Type<'slack', '/*'>, `/${string}`>>(),
    claim<Same<Data<'slack', '/*'>, SlackCommand>>(),
    claim<Same<Type<'stripe', 'no.such.*'>, `no.such.${string}`>>(),
    claim<Same<Data<'stripe', 'no.such.*'>, Payload>>(),
    claim<Same<Type<'airtable', '*'>, string>>(),
  ],
  'the editor proposes the known types of all providers': [
    claim<'invoice.paid' extends ProposedType ? true : false>(),
    claim<'pull_request.opened' extends ProposedType ? true : false>(),
    claim<'Issue.create' extends ProposedType ? true : false>(),
    claim<'invoice.payed' extends ProposedType ? false : true>(),
  ],
};

test.each(Object.entries(claims))('the payload of an event is known: %s', (_, held) => {
  expect(held.every(Boolean)).toBe(true);
});
