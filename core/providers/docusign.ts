import { at } from '../field.ts';
import { severalHeadersScheme } from '../signatures/several-headers.ts';
import type { Provider } from './provider.ts';

/** An account has up to a hundred keys, and signs with each that is active. */
const OTHERS = Array.from({ length: 99 }, (_, index) => `X-DocuSign-Signature-${index + 2}`);

export const docusign: Provider = {
  id: 'docusign',
  name: 'DocuSign Connect',
  scheme: severalHeadersScheme({ headers: ['X-DocuSign-Signature-1', ...OTHERS], encoding: 'base64' }),
  // Connect can send XML as well, whose fields are not read.
  event: {
    // A retry counts itself in the body, and would be another event by its digest.
    id: ({ json }) => {
      const parts = ['envelopeId', 'recipientId'].map((name) => at(json, `data.${name}`) ?? '');
      const all = [...parts, at(json, 'event'), at(json, 'generatedDateTime')];
      return parts[0] !== '' && all.every((part) => typeof part === 'string') ? all.join('/') : undefined;
    },
    type: 'body.event',
    time: 'body.generatedDateTime',
    subject: 'body.data.envelopeId',
  },
  deadline: 100,
  docs: 'https://developers.docusign.com/platform/webhooks/connect/hmac/',
};
