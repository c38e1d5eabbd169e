import { signWebhookPayload, verifyWebhookSignature } from '@notionhq/client';
import { notion } from '../../../../core/providers/notion.ts';
import { ACCEPTED, BODIES, delivery, verdictOf, WRONG } from './deliveries.ts';

const TOKEN = 'secret_tMrlL1qK5vuQAh1b6cZGhFChZTSYJlce98V0pYn7yBl';

describe("Notion's own library", () => {
  test.each(BODIES)('signs as we do, and refuses another body: %j', async (body) => {
    const theirs = await signWebhookPayload({ body, verificationToken: TOKEN });
    expect(await verdictOf(notion, delivery(body, { 'x-notion-signature': theirs }), TOKEN)).toEqual(ACCEPTED);
    expect(await verdictOf(notion, delivery(`${body} `, { 'x-notion-signature': theirs }), TOKEN)).toEqual(WRONG);

    const signature = notion.scheme.sign(delivery(body), TOKEN, { now: 0 }).headers['x-notion-signature'];
    const verify = (text: string) => verifyWebhookSignature({ body: text, signature, verificationToken: TOKEN });
    expect(await verify(body)).toBe(true);
    expect(await verify(`${body} `)).toBe(false);
  });
});
