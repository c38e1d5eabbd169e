import { Retell } from 'retell-sdk';
import { retell } from '../../../../core/providers/retell.ts';
import { ACCEPTED, BODIES, delivery, verdictOf, WRONG } from './deliveries.ts';

const KEY = 'key_1d2025c27c6328b3f9840255e4df';

describe("Retell's own library", () => {
  test.each(BODIES)('signs as we do, and refuses another body: %j', async (body) => {
    const theirs = await Retell.sign(body, KEY);
    expect(await verdictOf(retell, delivery(body, { 'x-retell-signature': theirs }), KEY)).toEqual(ACCEPTED);
    expect(await verdictOf(retell, delivery(`${body} `, { 'x-retell-signature': theirs }), KEY)).toEqual(WRONG);

    const signature = retell.scheme.sign(delivery(body), KEY, { now: Date.now() }).headers['x-retell-signature'] ?? '';
    expect(await Retell.verify(body, KEY, signature)).toBe(true);
    expect(await Retell.verify(`${body} `, KEY, signature)).toBe(false);
  });
});
