import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf, type SampleContext, uuidOf } from './sample.ts';

/** A list of one CloudEvent: https://developer.intuit.com/app/developer/qbo/docs/develop/webhooks */
export const quickbooks: CatalogueEntry = {
  types: ['event'],
  deliver: (_, __, context) => jsonDelivery(context.url, [cloudEvent(context)]),
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
