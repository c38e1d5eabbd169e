import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf, type SampleContext, uuidOf } from './sample.ts';

/** A list of one CloudEvent: https://developer.intuit.com/app/developer/qbo/docs/develop/webhooks */
export const quickbooks: CatalogueEntry = {
  types: ['event'],
  deliver: (_, __, context) => jsonDelivery(context.url, [cloudEvent(context)]),
  register:
    'developer.intuit.com > your app > Webhooks, for development or production: endpoint URL https://…/webhooks/NAME, the entities and operations.',
  secret: 'The verifier token on that page, of the same environment. It is not the client secret for OAuth.',
  retries: 'After 10, 20 and 30 s, 5 and 20 min, 2, 4 and 6 h, then every 6 h; only a 200 within 3 seconds counts.',
  traps: [
    'Later events wait until the failed one is taken: one bad request holds up the company.',
    'Only companies that are connected to your app over OAuth send anything.',
    'A request names many entities, in no order and without their data: split: true makes an event of each; fetch the rest over the API.',
  ],
};

const cloudEvent = (context: SampleContext) => ({
  specversion: '1.0',
  id: uuidOf(context),
  source: 'intuit.dsnBgbseACLLRZNxo2dfc4evmEJdxde58xeeYcZliOU=',
  type: 'qbo.invoice.created.v1',
  datacontenttype: 'application/json',
  time: new Date(context.now).toISOString(),
  intuitentityid: String(Number.parseInt(nameOf(context, 6), 16)),
  intuitaccountid: '310687',
  data: {},
});
