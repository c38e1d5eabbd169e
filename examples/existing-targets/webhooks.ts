import { defineWebhooks, eventBus, lambdaFunction, queue, stream } from 'breakwater';

/** No processor here has a module: each hands its events over to what is there already. */
export const webhooks = defineWebhooks({
  sources: { stripe: {}, shopify: {}, github: {} },
  processors: {
    // A FIFO queue of another team, encrypted with a key of its own: one customer's events stay in order all the way.
    'to-billing': {
      on: { stripe: ['invoice.*', 'customer.*'] },
      to: queue('arn:aws:sqs:eu-central-1:111122223333:billing.fifo', {
        key: 'arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
      }),
      orderedBy: ({ data }) => data.data.object.customer,
    },
    // An alias of a function in the stack's own account and region. The attempt takes as long as the function does.
    'call-fulfilment': { on: { shopify: ['orders/*'] }, to: lambdaFunction('fulfilment:live'), timeoutSeconds: 60 },
    // The bus in app.ts.
    'publish-deployments': { on: { github: ['deployment.*', 'deployment_status.*'] }, to: eventBus() },
    'feed-warehouse': { on: { stripe: ['*'], shopify: ['*'] }, to: stream('events-of-providers'), maxPerSecond: 100 },
  },
});
