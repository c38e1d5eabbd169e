import { contentfulScheme, signedHeaderNames } from '../signatures/contentful.ts';
import type { Provider } from './provider.ts';

const KEY = 'x-contentful-idempotency-key';

export const contentful: Provider = {
  id: 'contentful',
  name: 'Contentful',
  scheme: contentfulScheme,
  content: 'json',
  event: {
    // A header that is not in the signed list is anybody's: without the key the body's digest names the event.
    id: ({ headers }) => (signedHeaderNames(headers).includes(KEY) ? headers[KEY] : undefined),
    type: 'header.X-Contentful-Topic',
    time: ['body.sys.updatedAt', 'body.sys.deletedAt', 'body.sys.createdAt'],
    subject: 'body.sys.space.sys.id',
  },
  deadline: 30,
  docs: 'https://www.contentful.com/developers/docs/extensibility/webhooks/request-verification',
};
