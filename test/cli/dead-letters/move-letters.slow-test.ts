import { type Desk, HIDDEN_SECONDS } from '../../../cli/dead-letters/desk.ts';
import { moveLetters } from '../../../cli/dead-letters/move-letters.ts';
import { scanLetters } from '../../../cli/dead-letters/scan-letters.ts';
import { decodeEnvelope } from '../../../core/envelope.ts';
import { inParallel } from '../../../core/in-parallel.ts';
import { type HeldMessage, openQueueContents, type QueueContents } from '../../../lambda/aws/queue-contents.ts';
import { openQueues } from '../../../lambda/aws/queues.ts';
import { type Engines, startEngines } from '../../protocol/engines.ts';
import { envelopeOf, messageOf } from './letters.ts';

let engines: Engines;
let contents: QueueContents;
let queues = 0;

beforeAll(async () => {
  engines = await startEngines();
  contents = openQueueContents({ endpoint: engines.sqs });
});
afterAll(() => engines.stop());

/** A desk over queues of its own. */
async function openDesk(more: Partial<Desk> = {}): Promise<Desk> {
  queues += 1;
  const queueUrl = await engines.createQueue(`q${queues}`);
  const deadLetterQueueUrl = await engines.createQueue(`q${queues}-dead-letter`);
  return { contents, queueUrl, deadLetterQueueUrl, signal: new AbortController().signal, waitSeconds: 0, ...more };
}

/** Puts letters into the dead-letter queue. */
async function giveUp({ deadLetterQueueUrl }: Desk, ids: readonly string[]): Promise<void> {
  const sender = openQueues({ endpoint: engines.sqs, requestTimeoutMs: 15_000 });
  const send = (id: string) => sender.send(deadLetterQueueUrl, messageOf(id));
  await inParallel(ids, 20, send, () => undefined);
}

const scan = (desk: Desk, match?: string) => scanLetters(desk, { ids: [], match }, () => undefined);

async function redrive(desk: Desk, rate?: number, match?: string) {
  const { wanted, others } = await scan(desk, match);
  return moveLetters(desk, wanted, { rate, among: wanted.length + others.length, tell: () => undefined });
}

const manyIds = (count: number) => Array.from({ length: count }, (_, index) => `evt_${index}_`);

/** What lies on the queue: the ids of events, however often. */
async function onQueue({ queueUrl }: Desk): Promise<string[]> {
  const { visible } = await contents.count(queueUrl);
  const messages: HeldMessage[] = [];
  while (messages.length < visible) messages.push(...(await contents.receive(queueUrl, { most: 10, seconds: 60 })));
  await contents.putBack(
    queueUrl,
    messages.map(({ handle }) => handle),
  );
  return messages.map(({ body }) => decodeEnvelope(body).facts.id);
}

test('a scan sees each letter once, and leaves all of them visible at once', async () => {
  const desk = await openDesk();
  await giveUp(desk, manyIds(95));
  for (let round = 0; round < 2; round++) {
    const { wanted, others, isWhole, heldElsewhere } = await scan(desk, 'evt_7*');
    expect([wanted.length, others.length, isWhole, heldElsewhere]).toEqual([11, 84, true, 0]);
    expect(await contents.count(desk.deadLetterQueueUrl)).toEqual({ visible: 95, held: 0 });
  }
});

test('only what matches is moved; the others are visible again at once, however often that happens', async () => {
  const desk = await openDesk();
  await giveUp(desk, manyIds(30));
  const { moved } = await redrive(desk, undefined, 'evt_1*');
  expect(moved.size).toBe(11);
  expect((await onQueue(desk)).sort()).toEqual(
    manyIds(30)
      .filter((id) => id.startsWith('evt_1'))
      .sort(),
  );
  expect(await contents.count(desk.deadLetterQueueUrl)).toEqual({ visible: 19, held: 0 });
});

test('1,000 letters are moved once each, at the rate that was asked for', async () => {
  const desk = await openDesk();
  await giveUp(desk, manyIds(1000));
  const startedAt = performance.now();
  const sent: number[] = [];
  const send: QueueContents['send'] = async (...given) => {
    sent.push(performance.now() - startedAt);
    return contents.send(...given);
  };
  const { moved, undeleted } = await redrive({ ...desk, contents: { ...contents, send } }, 400);
  expect([moved.size, undeleted]).toEqual([1000, 0]);
  expect((sent.at(-1) ?? 0) - (sent[0] ?? 0)).toBeGreaterThan((999 / 400) * 1000 - 50);
  const busiest = Math.max(...sent.map((at) => sent.filter((other) => other >= at && other < at + 1000).length));
  expect(busiest).toBeLessThanOrEqual(420);
  expect(new Set(await onQueue(desk)).size).toBe(1000);
  expect(await contents.count(desk.deadLetterQueueUrl)).toEqual({ visible: 0, held: 0 });
}, 60_000);

test('stopping ends what has begun and puts back the rest, and a second run does the rest', async () => {
  const controller = new AbortController();
  const desk = await openDesk({ signal: controller.signal });
  await giveUp(desk, manyIds(200));
  const { wanted } = await scan(desk);
  const tell = (count: number) => count === 60 && controller.abort();
  const { moved } = await moveLetters(desk, wanted, { among: 1000, tell });
  expect(moved.size).toBeGreaterThanOrEqual(60);
  expect(moved.size).toBeLessThanOrEqual(68);
  expect(await contents.count(desk.deadLetterQueueUrl)).toEqual({ visible: 200 - moved.size, held: 0 });

  const rest = await redrive({ ...desk, signal: new AbortController().signal });
  expect(moved.size + rest.moved.size).toBe(200);
  expect((await onQueue(desk)).sort()).toEqual(manyIds(200).sort());
});

test('a process that dies in between loses nothing: what it had in its hands comes up again', async () => {
  const desk = await openDesk({ hiddenSeconds: 1 });
  await giveUp(desk, manyIds(100));
  const { wanted } = await scan(desk);
  let removed = 0;
  // It dies after it has sent and before it deletes: neither call comes back.
  const remove: QueueContents['remove'] = (...given) =>
    ++removed > 40 ? new Promise(() => undefined) : contents.remove(...given);
  const died = await Promise.race([
    moveLetters({ ...desk, contents: { ...contents, remove } }, wanted, { among: 1000, tell: () => undefined }),
    new Promise<string>((done) => setTimeout(done, 700, 'died')),
  ]);
  expect(died).toBe('died');
  const before = await onQueue(desk);
  expect(before).toHaveLength(48);
  await new Promise((done) => setTimeout(done, 500));

  const rest = await redrive(desk);
  expect(rest.moved.size).toBe(60);
  const all = await onQueue(desk);
  expect(new Set(all).size).toBe(100);
  // Eight were sent twice, as the very same replay: the runtime runs each once.
  expect(all).toHaveLength(108);
  expect(await contents.count(desk.deadLetterQueueUrl)).toEqual({ visible: 0, held: 0 });
});

test('what could not be deleted is the very same replay when it is sent again', async () => {
  const desk = await openDesk();
  await giveUp(desk, ['evt_1']);
  const remove = () => Promise.reject(new Error('ServiceUnavailable'));
  const failing = await redrive({ ...desk, contents: { ...contents, remove } });
  expect([failing.moved.size, failing.undeleted]).toEqual([1, 1]);
  expect((await redrive(desk)).moved.size).toBe(1);
  const messages = await engines.receive(desk.queueUrl);
  expect(messages).toHaveLength(2);
  expect(new Set(messages.map(({ Body }) => Body)).size).toBe(1);
});

test('an error while sending ends it, with everything put back that was not sent', async () => {
  const desk = await openDesk();
  await giveUp(desk, manyIds(50));
  let sent = 0;
  const send: QueueContents['send'] = async (...given) => {
    if (++sent > 20) throw new Error('AccessDenied');
    return contents.send(...given);
  };
  const { moved, error } = await redrive({ ...desk, contents: { ...contents, send } });
  expect([moved.size, error]).toEqual([20, 'AccessDenied']);
  expect(await contents.count(desk.deadLetterQueueUrl)).toEqual({ visible: 30, held: 0 });
});

test('letters in the hands of others are counted, left alone, and moved by a later run', async () => {
  const desk = await openDesk();
  await giveUp(desk, manyIds(20));
  const theirs = await contents.receive(desk.deadLetterQueueUrl, { most: 10, seconds: HIDDEN_SECONDS });
  const { wanted, heldElsewhere } = await scan(desk);
  expect([wanted.length, heldElsewhere]).toEqual([20 - theirs.length, theirs.length]);
  const { moved } = await moveLetters(desk, wanted, { among: 20, tell: () => undefined });
  expect(moved.size).toBe(20 - theirs.length);
  await contents.putBack(
    desk.deadLetterQueueUrl,
    theirs.map(({ handle }) => handle),
  );
  expect((await redrive(desk)).moved.size).toBe(theirs.length);
});

test('two redrives at the same time move each letter once between them', async () => {
  const desk = await openDesk();
  await giveUp(desk, manyIds(100));
  const { wanted } = await scan(desk);
  const both = await Promise.all([1, 2].map(() => moveLetters(desk, wanted, { among: 50, tell: () => undefined })));
  const moved = both.flatMap((each) => [...each.moved]);
  expect(new Set(moved).size).toBe(moved.length);
  await redrive(desk);
  expect((await onQueue(desk)).sort()).toEqual(manyIds(100).sort());
});

test('what SQS has moved by itself starts over as a replay of its own, and the same one each time', async () => {
  const desk = await openDesk();
  const sender = openQueues({ endpoint: engines.sqs, requestTimeoutMs: 15_000 });
  await sender.send(desk.deadLetterQueueUrl, { body: envelopeOf('evt_1', '{ "n": 1.0 }') });
  const [letter] = (await scan(desk)).wanted;
  await redrive(desk);
  const [message] = await engines.receive(desk.queueUrl);
  expect(message?.Body).toBe(envelopeOf('evt_1', '{ "n": 1.0 }', { replay: `redrive-${letter?.messageId}` }));
});

test('what cannot be read goes as it is, when it is named', async () => {
  const desk = await openDesk();
  await openQueues({ endpoint: engines.sqs, requestTimeoutMs: 15_000 }).send(desk.deadLetterQueueUrl, {
    body: 'hello',
  });
  const { wanted, others } = await scan(desk);
  expect(wanted).toEqual([]);
  const named = await scanLetters(desk, { ids: [others[0]?.messageId ?? ''] }, () => undefined);
  await moveLetters(desk, named.wanted, { among: 1, tell: () => undefined });
  expect((await engines.receive(desk.queueUrl)).map(({ Body }) => Body)).toEqual(['hello']);
});

test('the order in which SQS hands letters out makes no difference to which of them go', async () => {
  const desk = await openDesk();
  await giveUp(desk, manyIds(40));
  const backwards: QueueContents['receive'] = async (...given) => (await contents.receive(...given)).reverse();
  const { wanted } = await scan(desk);
  const oldest = wanted.slice(0, 15);
  await moveLetters({ ...desk, contents: { ...contents, receive: backwards } }, oldest, {
    among: 1000,
    tell: () => undefined,
  });
  expect((await onQueue(desk)).sort()).toEqual(oldest.map(({ facts }) => facts?.id ?? '').sort());
});

test('an envelope that is moved is still the event that it was', async () => {
  const desk = await openDesk();
  await giveUp(desk, ['evt_1']);
  await redrive(desk);
  const [message] = await engines.receive(desk.queueUrl);
  expect(decodeEnvelope(message?.Body ?? '').facts).toMatchObject({ id: 'evt_1', replay: 'redrive-of-evt_1' });
});
