import { decodeUtf8 } from '../content.ts';
import type { Scheme } from '../signatures/scheme.ts';
import { severalHeadersScheme } from '../signatures/several-headers.ts';
import type { Provider } from './provider.ts';

export const box: Provider = {
  id: 'box',
  name: 'Box',
  scheme: escapedAsWell(
    severalHeadersScheme({
      headers: ['BOX-SIGNATURE-PRIMARY', 'BOX-SIGNATURE-SECONDARY'],
      encoding: 'base64',
      timestamp: { header: 'BOX-DELIVERY-TIMESTAMP', unit: 'rfc3339' },
      signed: '{body}{timestamp}',
      tolerance: 600,
    }),
  ),
  content: 'json',
  event: { id: 'body.id', type: 'body.trigger', time: 'body.created_at', subject: 'body.source.id' },
  deadline: 30,
  docs: 'https://developer.box.com/guides/webhooks/v2/signatures-v2/',
};

/** Box's own library takes a body for signed, too, whose characters beyond ASCII were escaped when it was signed. */
function escapedAsWell(scheme: Scheme): Scheme {
  return {
    ...scheme,
    async verify(delivery, keys, context) {
      const verdict = await scheme.verify(delivery, keys, context);
      if (verdict.ok || verdict.cause !== 'wrong-signature') return verdict;
      const text = decodeUtf8(delivery.body);
      const escaped = text?.replace(
        /[\u007f-\uffff]/g,
        (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
      );
      if (escaped === undefined || escaped === text) return verdict;
      return scheme.verify({ ...delivery, body: Buffer.from(escaped) }, keys, context);
    },
  };
}
