import { credentialScheme } from '../signatures/credential.ts';
import { inHeader, inQuery } from '../signatures/secret-place.ts';
import type { Provider } from './provider.ts';
import { requestBuilder } from './request-builder.ts';

export const marketo: Provider = {
  id: 'marketo',
  name: 'Marketo Engage',
  scheme: credentialScheme(inHeader('X-Webhook-Secret'), inQuery('secret')),
  event: requestBuilder.event,
  // Nothing is sent twice, and two leads may well make the same body.
  repeats: true,
  deadline: 30,
  docs: 'https://experienceleague.adobe.com/en/docs/marketo-developer/marketo/webhooks/webhooks',
};
