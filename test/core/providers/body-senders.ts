import { providers } from '../../../core/providers/index.ts';
import { generatePair } from '../../../core/signatures/public-key.ts';
import { row, type Sender } from './sender.ts';

/** A sender whose signature, or whose time, stands in the body: not every body can carry it. */
export interface BodySender extends Sender {
  /** The texts in the signed body without any of which nothing can be checked. */
  readonly carries: readonly string[];
  /** The parts of the body that the signature leaves open; everything around them is protected. */
  readonly open?: RegExp;
  /** The same event, signed, with the text of what is inside it changed by a forger. */
  readonly forged: (body: string) => string;
}

const FORM = 'application/x-www-form-urlencoded';
const PAYLOAD = Buffer.from('<notification><kind>check</kind></notification>').toString('base64');

const item = (reference: string, value: number) => ({
  NotificationRequestItem: {
    additionalData: {},
    amount: { currency: 'EUR', value },
    eventCode: 'AUTHORISATION',
    merchantAccountCode: 'Shop',
    merchantReference: `order: ${reference}`,
    pspReference: `8835513921644842${reference}`,
    success: 'true',
  },
});

const RSA = generatePair('RS256');
const OTHER_RSA = generatePair('RS256');
const [P256, OTHER_P256] = [generatePair('ES256'), generatePair('ES256')];

/** A token with other claims under the signature of the first. */
function withOtherClaims(token: string): string {
  const [head, claims = '', signature] = token.split('.');
  const other = Buffer.from(claims, 'base64url').toString().replace('Zoe', 'Eve');
  return [head, Buffer.from(other).toString('base64url'), signature].join('.');
}

/** The contract of the senders whose signature is no header. */
export const bodySenders: readonly BodySender[] = [
  {
    ...row('adyen, its items', providers.adyen, '', {
      secret: '44782DEF547AAA06C910C43932B1EB0C71FC68D9D0C057550C48EC2ACF6BA056',
      otherSecret: '44782DEF547AAA06C910C43932B1EB0C71FC68D9D0C057550C48EC2ACF6BA057',
      body: JSON.stringify({ notificationItems: [item('1', 1130), item('2', 99)] }),
    }),
    carries: ['"hmacSignature"', '"notificationItems"', '"NotificationRequestItem"'],
    forged: (body) => body.replace('"value":99}', '"value":99000}'),
  },
  {
    ...row('mailgun', providers.mailgun, '', {
      body: JSON.stringify({ 'event-data': { event: 'delivered' } }),
      signsTime: true,
      tolerance: 9 * 3600,
    }),
    carries: ['"signature"', '"token"', '"timestamp"'],
    open: /"event-data":\{"event":"delivered"\}/g,
    forged: (body) => body.replace(/"token":"./, '"token":"x'),
  },
  {
    ...row('mailgun, a form', providers.mailgun, '', {
      contentType: FORM,
      body: 'event=delivered',
      signsTime: true,
      tolerance: 9 * 3600,
    }),
    carries: ['&signature=', '&token=', '&timestamp='],
    open: /event=delivered/g,
    forged: (body) => body.replace(/token=./, 'token=x'),
  },
  {
    ...row('braintree', providers.braintree, '', {
      contentType: FORM,
      body: new URLSearchParams({ bt_payload: `${PAYLOAD}\n` }).toString(),
      settings: { publicKey: 'integration2publickey' },
    }),
    carries: ['bt_signature=', '&bt_payload='],
    forged: (body) => body.replace('bt_payload=P', 'bt_payload=Q'),
  },
  {
    ...row('linear', providers.linear, '', {
      body: '{"type":"Issue","action":"create"}',
      signsTime: true,
      tolerance: 60,
    }),
    header: 'linear-signature',
    carries: ['"webhookTimestamp"'],
    forged: (body) => body.replace('create', 'remove'),
  },
  {
    ...row('msgraph', providers.msgraph, '', {
      body: JSON.stringify({ value: [{ changeType: 'created' }, { changeType: 'updated' }] }),
      protects: 'nothing',
    }),
    carries: ['"clientState"', '"value"'],
    open: /"changeType":"\w+"/g,
    forged: (body) =>
      body.replace(/"clientState":"[^"]*"(?!.*clientState)/, '"clientState":"the first secret of this forger"'),
  },
  {
    ...row('wix', providers.wix, '', {
      secret: RSA.secret,
      signWith: RSA.signWith,
      otherSecret: OTHER_RSA.secret,
      otherSignWith: OTHER_RSA.signWith,
      contentType: 'text/plain',
      body: '{"eventType":"AppInstalled","data":"Zoe"}',
      signsTime: 'expires',
      tolerance: 3659,
    }),
    carries: [],
    forged: withOtherClaims,
  },
  {
    ...row('ebay', providers.ebay, '', {
      secret: P256.secret,
      signWith: P256.signWith,
      otherSecret: OTHER_P256.secret,
      otherSignWith: OTHER_P256.signWith,
      body: '{"notification":{"notificationId":"n-1"}}',
      settings: { environment: 'sandbox' },
    }),
    header: 'x-ebay-signature',
    carries: [],
    forged: (body) => body.replace('n-1', 'n-2'),
  },
  {
    ...row('kinde', providers.kinde, '', {
      secret: RSA.secret,
      signWith: RSA.signWith,
      otherSecret: OTHER_RSA.secret,
      otherSignWith: OTHER_RSA.signWith,
      contentType: 'application/jwt',
      body: 'Zoe',
      settings: { domain: 'acme.kinde.com' },
    }),
    carries: [],
    forged: withOtherClaims,
  },
];
