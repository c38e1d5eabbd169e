import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, uuidOf } from './sample.ts';

/** A request that is done, and one that failed: https://docs.fal.ai/model-apis/model-endpoints/webhooks */
export const fal: CatalogueEntry = {
  types: ['OK', 'ERROR'],
  deliver: (base, type, context) => {
    const request_id = uuidOf(context);
    const failed = {
      error: 'Invalid status code: 422',
      payload: { detail: [{ loc: ['body', 'prompt'], msg: 'missing' }] },
    };
    const done = { payload: { images: [{ url: 'https://v3.fal.media/files/a.png', width: 1024, height: 768 }] } };
    return jsonDelivery(
      context.url,
      { request_id, gateway_request_id: request_id, status: type, ...(base === 'ERROR' ? failed : done) },
      { 'x-fal-webhook-request-id': request_id, 'x-fal-webhook-user-id': 'github|1234' },
    );
  },
  register: 'With each request: ?fal_webhook=https://…/webhooks/NAME, or webhookUrl in the client.',
  secret: 'None: fal publishes its keys. A key that is set as the secret is the only one that counts.',
  traps: [
    'Its keys are the same for every customer: that it is your request says only its id, which your own records know.',
  ],
};
