import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf, type SampleContext, secondsOf } from './sample.ts';

/** The `data` of each event: https://docs.stripe.com/api/events/types */
const DATA: Readonly<Record<string, (context: SampleContext) => object>> = {
  'payment_intent.succeeded': (context) => ({ object: paymentIntent(context) }),
  'payment_intent.payment_failed': (context) => ({
    object: {
      ...paymentIntent(context),
      amount_received: 0,
      latest_charge: null,
      status: 'requires_payment_method',
      last_payment_error: { code: 'card_declined', decline_code: 'insufficient_funds', type: 'card_error' },
    },
  }),
  'charge.succeeded': (context) => ({ object: charge(context) }),
  'charge.refunded': (context) => ({
    object: { ...charge(context), amount_refunded: 4900, refunded: true },
    previous_attributes: { amount_refunded: 0, refunded: false },
  }),
  'checkout.session.completed': (context) => ({
    object: {
      id: `cs_test_${nameOf(context)}`,
      object: 'checkout.session',
      amount_total: 4900,
      currency: 'eur',
      customer: customer(context),
      customer_details: { email: 'jenny.rosen@example.com', name: 'Jenny Rosen' },
      mode: 'payment',
      payment_intent: `pi_${nameOf(context)}`,
      payment_status: 'paid',
      status: 'complete',
    },
  }),
  'invoice.paid': (context) => ({
    object: {
      id: `in_${nameOf(context)}`,
      object: 'invoice',
      amount_due: 2900,
      amount_paid: 2900,
      amount_remaining: 0,
      billing_reason: 'subscription_cycle',
      currency: 'eur',
      customer: customer(context),
      customer_email: 'jenny.rosen@example.com',
      lines: { object: 'list', data: [{ object: 'line_item', amount: 2900, description: 'Team plan', quantity: 1 }] },
      number: 'A1B2C3D4-0007',
      status: 'paid',
    },
  }),
  'invoice.payment_failed': (context) => ({
    object: {
      id: `in_${nameOf(context)}`,
      object: 'invoice',
      amount_due: 2900,
      amount_paid: 0,
      amount_remaining: 2900,
      attempt_count: 1,
      billing_reason: 'subscription_cycle',
      currency: 'eur',
      customer: customer(context),
      customer_email: 'jenny.rosen@example.com',
      status: 'open',
    },
  }),
  'customer.subscription.created': (context) => ({ object: subscription(context, 'trialing') }),
  'customer.subscription.updated': (context) => ({
    object: subscription(context, 'active'),
    previous_attributes: { status: 'trialing' },
  }),
  'customer.subscription.deleted': (context) => ({ object: subscription(context, 'canceled') }),
};

export const stripe: CatalogueEntry = {
  types: Object.keys(DATA),
  deliver: (base, type, context) => {
    const event = {
      id: `evt_${nameOf(context)}`,
      object: 'event',
      api_version: '2025-06-30.basil',
      created: secondsOf(context),
      data: DATA[base]?.(context),
      livemode: false,
      pending_webhooks: 1,
      request: { id: `req_${nameOf(context, 14)}`, idempotency_key: null },
      type,
    };
    // Stripe lays its JSON out over several lines, so that whoever re-serialises it finds out at once.
    return jsonDelivery(context.url, JSON.stringify(event, null, 2), { 'user-agent': USER_AGENT });
  },
  register:
    'Workbench > Webhooks > Create an event destination: events from your account, payload style Snapshot, the event types, type Webhook endpoint, URL https://…/webhooks/NAME.',
  secret:
    'The signing secret of this very endpoint (Reveal secret), whsec_ and all. It is not an API key sk_… or rk_…, nor the whsec_ that `stripe listen` prints.',
  secretBegins: 'whsec_',
  retries: 'Live: for 3 days at growing intervals. Sandbox: three more within a few hours.',
  retryHours: 72,
  traps: [
    'Live mode, test mode and each sandbox have endpoints and secrets of their own.',
    'Events of connected accounts need an endpoint that listens to connected accounts, with its own secret: make a second source.',
    'Nothing that happens while an endpoint is disabled is sent later.',
    'After you roll the secret Stripe signs with both for as long as you choose, up to 24 hours: put the new one in meanwhile.',
  ],
};

const USER_AGENT = 'Stripe/1.0 (+https://stripe.com/docs/webhooks)';

const customer = (context: SampleContext) => `cus_${nameOf(context, 14)}`;

const paymentIntent = (context: SampleContext) => ({
  id: `pi_${nameOf(context)}`,
  object: 'payment_intent',
  amount: 4900,
  amount_received: 4900,
  created: secondsOf(context),
  currency: 'eur',
  customer: customer(context),
  description: 'Order 1001: a mug with “Zoë” on it',
  latest_charge: `ch_${nameOf(context)}`,
  livemode: false,
  metadata: { order: '1001' },
  payment_method_types: ['card'],
  receipt_email: 'jenny.rosen@example.com',
  status: 'succeeded',
});

const charge = (context: SampleContext) => ({
  id: `ch_${nameOf(context)}`,
  object: 'charge',
  amount: 4900,
  amount_captured: 4900,
  amount_refunded: 0,
  balance_transaction: `txn_${nameOf(context)}`,
  billing_details: { email: 'jenny.rosen@example.com', name: 'Jenny Rosen' },
  captured: true,
  created: secondsOf(context),
  currency: 'eur',
  customer: customer(context),
  paid: true,
  payment_intent: `pi_${nameOf(context)}`,
  payment_method_details: { card: { brand: 'visa', country: 'DE', last4: '4242' }, type: 'card' },
  refunded: false,
  status: 'succeeded',
});

const subscription = (context: SampleContext, status: string) => ({
  id: `sub_${nameOf(context)}`,
  object: 'subscription',
  cancel_at_period_end: false,
  collection_method: 'charge_automatically',
  created: secondsOf(context) - 14 * 86_400,
  currency: 'eur',
  customer: customer(context),
  items: {
    object: 'list',
    data: [{ object: 'subscription_item', price: { id: 'price_team', unit_amount: 2900 }, quantity: 1 }],
  },
  latest_invoice: `in_${nameOf(context)}`,
  start_date: secondsOf(context) - 14 * 86_400,
  status,
});
