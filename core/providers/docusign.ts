import { severalHeadersScheme } from '../signatures/several-headers.ts';
import type { Provider } from './provider.ts';

/** An account has up to a hundred keys, and signs with each that is active. */
const OTHERS = Array.from({ length: 99 }, (_, index) => `X-DocuSign-Signature-${index + 2}`);

export const docusign: Provider = {
  id: 'docusign',
  name: 'DocuSign Connect',
  scheme: severalHeadersScheme({ headers: ['X-DocuSign-Signature-1', ...OTHERS], encoding: 'base64' }),
  // Connect can send XML as well, whose fields are not read.
  event: { type: 'body.event', time: 'body.generatedDateTime', subject: 'body.data.envelopeId' },
  deadline: 100,
  docs: 'https://developers.docusign.com/platform/webhooks/connect/hmac/',
};
