import type { Description } from '../../../core/describe.ts';
import { defineWebhooks } from '../../../core/index.ts';
import type { OutgoingMessage } from '../../../lambda/aws/queues.ts';
import { sendTo } from '../../../lambda/verifier/send-to.ts';

const webhooks = defineWebhooks({
  sources: { stripe: {} },
  processors: {
    plain: { on: { stripe: ['*'] } },
    ordered: { on: { stripe: ['*'] }, orderedBy: ({ subject }) => subject },
    fair: { on: { stripe: ['*'] }, fairBy: ({ subject }) => subject },
  },
});
const facts = { id: 'evt_1', source: 'stripe', subject: 'acct_7' };
const event = { facts, event: facts, digest: '' } as Partial<Description> as Description;

const sent = async (processor: string): Promise<[string, OutgoingMessage]> => {
  const calls: [string, OutgoingMessage][] = [];
  const queues = { send: async (url: string, message: OutgoingMessage) => void calls.push([url, message]) };
  await sendTo({ queues, webhooks, queueUrlPrefix: 'https://sqs/Hooks-' })(processor, 'text', event);
  return calls[0] ?? ['nothing was sent', { body: '' }];
};

test('puts a message on the queue of a processor', async () => {
  expect(await sent('plain')).toEqual(['https://sqs/Hooks-plain', { body: 'text' }]);
});

test('puts a message into its group on the FIFO queue of an ordered processor', async () => {
  expect(await sent('ordered')).toEqual([
    'https://sqs/Hooks-ordered.fifo',
    { body: 'text', group: 'key=acct_7', deduplicationId: expect.stringMatching(/^[0-9a-f]{64}$/) },
  ]);
});

test('says on a standard queue whose turn it takes, and gives no id to know it by, which SQS refuses there', async () => {
  expect(await sent('fair')).toEqual(['https://sqs/Hooks-fair', { body: 'text', group: 'key=acct_7' }]);
});

test('sends nothing to a processor that does not exist', async () => {
  await expect(sent('gone')).rejects.toThrow('there is no processor "gone"');
});
