import { Receiver } from '@upstash/qstash';
import { qstash } from '../../../../core/providers/qstash.ts';
import { BODIES, delivery } from './deliveries.ts';

const [CURRENT, NEXT] = ['sig_current_0123456789abcdef', 'sig_next_0123456789abcdef'];

test.each(BODIES)("Upstash's own library accepts what we sign, by either key, and nothing else: %j", async (body) => {
  const receiver = new Receiver({ currentSigningKey: CURRENT, nextSigningKey: NEXT });
  for (const secret of [CURRENT, NEXT]) {
    const { headers, url } = qstash.scheme.sign(delivery(body), secret, { now: Date.now() });
    const signature = headers['upstash-signature'] ?? '';
    expect(await receiver.verify({ signature, body, url })).toBe(true);
    await expect(receiver.verify({ signature, body: `${body} `, url })).rejects.toThrow();
  }
});
