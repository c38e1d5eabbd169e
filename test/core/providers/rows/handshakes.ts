import { providers } from '../../../../core/providers/index.ts';
import { row, type Sender } from '../sender.ts';

const HEX_KEY: Partial<Sender> = {
  secret: '44782DEF547AAA06C910C43932B1EB0C71FC68D9D0C057550C48EC2ACF6BA056',
  otherSecret: '44782DEF547AAA06C910C43932B1EB0C71FC68D9D0C057550C48EC2ACF6BA057',
};

/** The rows of the providers that want more of an endpoint than an answer. */
export const handshakes: readonly Sender[] = [
  row('square', providers.square, 'x-square-hmacsha256-signature'),
  row('hubspot', providers.hubspot, 'x-hubspot-signature-v3', {
    signsTime: true,
    needs: ['x-hubspot-request-timestamp'],
  }),
  row('contentful', providers.contentful, 'x-contentful-signature', {
    signsTime: true,
    tolerance: 30,
    needs: ['x-contentful-timestamp', 'x-contentful-signed-headers'],
  }),
  row('mandrill', providers.mandrill, 'x-mandrill-signature', {
    contentType: 'application/x-www-form-urlencoded',
    body: 'mandrill_events=%5B%7B%22event%22%3A%22send%22%2C+%22ts%22%3A+1%7D%5D',
    protects: 'form parameters',
  }),
  row('adyen, the whole body', providers.adyen, 'hmacsignature', HEX_KEY),
  row('box', providers.box, 'box-signature-primary', {
    signsTime: true,
    tolerance: 600,
    needs: ['box-delivery-timestamp'],
  }),
  row('docusign', providers.docusign, 'x-docusign-signature-1'),
  row('line', providers.line, 'x-line-signature'),
  row('retell', providers.retell, 'x-retell-signature', { signsTime: true, separator: ',' }),
  row('trello', providers.trello, 'x-trello-webhook'),
  row('x', providers.x, 'x-twitter-webhooks-signature'),
  row('notion', providers.notion, 'x-notion-signature'),
  row('okta', providers.okta, 'authorization', { protects: 'nothing' }),
  row('strava', providers.strava, '?secret', {
    secret: 'a-secret-of-24-bytes-all',
    otherSecret: 'another-secret-of-26-bytes',
    settings: { verifyToken: 'a-word-of-ours' },
    protects: 'nothing',
  }),
];
