import { validateSignature } from '@line/bot-sdk';
import { line } from '../../../../core/providers/line.ts';
import { ACCEPTED, BODIES, delivery, verdictOf, WRONG } from './deliveries.ts';

const SECRET = '8c570fa6dd201bb328f1c1eac23a96d8';

describe("LINE's own library", () => {
  test.each(BODIES)('accepts what we sign, and refuses another body: %j', async (body) => {
    const signed = line.scheme.sign(delivery(body), SECRET, { now: 0 });
    const signature = signed.headers['x-line-signature'] ?? '';
    expect(validateSignature(body, SECRET, signature)).toBe(true);
    expect(validateSignature(`${body} `, SECRET, signature)).toBe(false);
    expect(await verdictOf(line, signed, SECRET)).toEqual(ACCEPTED);
    expect(await verdictOf(line, { ...signed, body: Buffer.from(`${body} `) }, SECRET)).toEqual(WRONG);
  });

  test('takes a signature with stray characters, which we refuse', async () => {
    const signed = line.scheme.sign(delivery('{}'), SECRET, { now: 0 });
    const stray = `${signed.headers['x-line-signature']}!`;
    expect(validateSignature('{}', SECRET, stray)).toBe(true);
    const verdict = await verdictOf(line, delivery('{}', { 'x-line-signature': stray }), SECRET);
    expect(verdict).toEqual({ ok: false, cause: 'malformed-signature' });
  });
});
