import { userInfo } from 'node:os';
import { GetQueueAttributesCommand, ReceiveMessageCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { type Redriving, startRedriving } from './redriving.ts';
import { eventually, temporaryDirectory } from './running.ts';

const directory = temporaryDirectory();
let redriving: Redriving;

beforeAll(async () => {
  redriving = await startRedriving(directory);
}, 60_000);
afterAll(async () => {
  expect(await redriving.running.stop()).toBe(0);
});

const idsOf = (kind: string, count: number) => Array.from({ length: count }, (_, index) => `evt_${kind}_${index}`);
const A = idsOf('a', 6);
const B = idsOf('b', 4);
const GOOD = idsOf('good', 20);

async function json(...words: string[]) {
  const { code, stdout, stderr } = await redriving.running.cli(...words, '--json');
  return { code, stderr, value: JSON.parse(stdout || 'null') };
}

const letters = async () => (await json('dead-letters', 'list', 'pay', '--limit', '100')).value;
const done = (ids: readonly string[]) =>
  redriving
    .attempts()
    .filter(({ id, outcome }) => ids.includes(id) && outcome === 'done')
    .map(({ id }) => id)
    .sort();

/** Waits until nothing is on the queue, seen or unseen. */
async function queueIsEmpty(queue: string): Promise<void> {
  await eventually(
    async () => {
      const command = new GetQueueAttributesCommand({ QueueUrl: redriving.urlOf(queue), AttributeNames: ['All'] });
      const { Attributes } = await redriving.clients().queues.send(command);
      return (
        Number(Attributes?.ApproximateNumberOfMessages) + Number(Attributes?.ApproximateNumberOfMessagesNotVisible)
      );
    },
    (count) => count === 0,
  );
}

test('poison is in the dead-letter queue after exactly its attempts, and nobody else is held up', async () => {
  const posts = [
    ...A.map((id) => redriving.post(id, 'poison_a')),
    ...B.map((id) => redriving.post(id, 'poison_b')),
    ...GOOD.map((id) => redriving.post(id, 'cus_7')),
  ];
  expect(await Promise.all(posts)).toEqual(posts.map(() => 200));
  await eventually(
    async () => redriving.attempts().filter(({ attempt }) => attempt === 3).length,
    (count) => count === 10,
  );
  const listed = await eventually(letters, (list) => list.length === 10);
  expect(listed.map(({ id }: { id: string }) => id).sort()).toEqual([...A, ...B]);
  for (const letter of listed) {
    expect(letter).toMatchObject({ processor: 'pay', source: 'stripe', type: 'invoice.paid', attempts: 3 });
    expect(letter.error).toMatch(/^Error: no such customer poison_[ab]$/);
    expect(letter.failures.map(({ attempt }: { attempt: number }) => attempt)).toEqual([1, 2, 3]);
    const attempts = redriving.attempts().filter(({ id }) => id === letter.id);
    expect(attempts.map(({ attempt, outcome }) => [attempt, outcome])).toEqual([
      [1, 'failed'],
      [2, 'failed'],
      [3, 'failed'],
    ]);
  }
  // The others were done in one attempt each, before the first poison was given up.
  const all = redriving.attempts();
  const firstGivenUp = all.findIndex(({ attempt }) => attempt === 3);
  expect(done(GOOD)).toEqual([...GOOD].sort());
  expect(all.filter(({ id }) => GOOD.includes(id))).toHaveLength(GOOD.length);
  expect(all.slice(firstGivenUp).some(({ id }) => GOOD.includes(id))).toBe(false);
}, 60_000);

test('a dry run shows the plan and moves nothing; after the mending only what matches is processed', async () => {
  const dry = await json('redrive', 'pay', '--match', 'poison_a', '--dry-run');
  expect(dry).toMatchObject({
    code: 0,
    value: { planned: 6, matching: 6, looked: 10, unreadable: 0, heldElsewhere: 0 },
  });
  expect(dry.stderr).toContain(`plan: 6 of 10 dead letters of pay in the local run on port ${redriving.running.port}`);
  expect(await letters()).toHaveLength(10);

  redriving.mend();
  const run = await json('redrive', 'pay', '--match', 'poison_a');
  expect(run).toMatchObject({ code: 0, value: { planned: 6, moved: 6, left: 0, undeleted: 0, ended: 'done' } });
  await eventually(
    async () => done(A).length,
    (count) => count === A.length,
  );
  expect((await letters()).map(({ id }: { id: string }) => id).sort()).toEqual(B);
  expect(redriving.attempts().filter(({ id }) => B.includes(id))).toHaveLength(3 * B.length);
  const { value } = await json('events', 'show', 'stripe', A[0] ?? '');
  expect(value.processors.pay).toMatchObject({ status: 'done', attempts: 1 });
});

test('running it again does nothing', async () => {
  const again = await json('redrive', 'pay', '--match', 'poison_a');
  expect(again).toMatchObject({ code: 0, value: { planned: 0, moved: 0, ended: 'done' } });
});

test('a letter that was sent and not deleted comes up again, and its event does not run twice', async () => {
  const QueueUrl = redriving.urlOf('pay-dead-letter');
  const { queues } = redriving.clients();
  const receive = new ReceiveMessageCommand({ QueueUrl, VisibilityTimeout: 0, MessageAttributeNames: ['All'] });
  const [copy] = (await queues.send(receive)).Messages ?? [];
  const { id } = JSON.parse(copy?.Body ?? '');
  expect(B).toContain(id);
  expect(await json('redrive', 'pay', id)).toMatchObject({ code: 0, value: { moved: 1 } });
  await eventually(
    async () => done([id]).length,
    (count) => count === 1,
  );

  const asBefore = { MessageBody: copy?.Body, MessageAttributes: copy?.MessageAttributes };
  await queues.send(new SendMessageCommand({ QueueUrl, ...asBefore }));
  expect(await json('redrive', 'pay', id)).toMatchObject({ code: 0, value: { moved: 1 } });
  await queueIsEmpty('pay');
  expect(done([id])).toEqual([id]);
  expect(await letters()).toHaveLength(B.length - 1);
});

test('each redrive has left a record of who, what and how it ended', async () => {
  const { value } = await json('audit', '--since', '1h');
  expect(value).toHaveLength(3);
  expect(value.at(-1)).toMatchObject({
    who: userInfo().username,
    command: 'redrive',
    on: 'pay',
    options: { match: 'poison_a' },
    ended: 'done',
    counts: { planned: 6, moved: 6, undeleted: 0 },
  });
  const { stdout } = await redriving.running.cli('audit');
  expect(stdout).toMatch(/^BEGUN +WHO +WHAT +OPTIONS +ENDED\n/);
  expect(stdout).toMatch(/redrive pay +match poison_a +done planned 6, moved 6, undeleted 0/);
});
