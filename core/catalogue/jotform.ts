import type { CatalogueEntry } from './catalogue-entry.ts';
import { nameOf, type SampleContext } from './sample.ts';

/** A submission: https://www.jotform.com/help/245-how-to-setup-a-webhook-with-jotform/ */
export const jotform: CatalogueEntry = {
  types: ['event'],
  deliver: (_, __, context) => ({
    method: 'POST',
    url: context.url,
    headers: { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` },
    body: Buffer.from(`${fields(context).map(part).join('')}--${BOUNDARY}--\r\n`),
  }),
  register: 'In the form, Settings > Integrations > Webhooks: the URL …/webhooks/NAME?secret=YOUR_SECRET.',
  secret: 'Make one up of letters, digits and -._~, such as `openssl rand -hex 32` prints.',
  traps: [
    'Nothing is signed and no header can be set: the secret in the URL is all there is.',
    'The body is multipart/form-data; the answers are JSON in its field rawRequest. Read it from event.rawBody.',
  ],
};

const BOUNDARY = '------------------------a5f3c1b7d9e20468';

const fields = (context: SampleContext): readonly (readonly [string, string])[] => [
  ['formID', '232425262728'],
  ['submissionID', String(parseInt(nameOf(context, 12), 16))],
  ['formTitle', 'Your mug'],
  ['rawRequest', JSON.stringify({ q3_name: { first: 'Zoë', last: 'Example' } })],
];

const part = ([name, value]: readonly [string, string]) =>
  `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
