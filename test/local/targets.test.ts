import type { Engine } from '../../local/engines/engine.ts';
import { eventTarget } from '../../local/targets/event-target.ts';
import { functionTarget } from '../../local/targets/function-target.ts';
import { type HandedOverList, handedOverList } from '../../local/targets/handed-over.ts';
import { matchesPattern } from '../../local/targets/matches-pattern.ts';
import { streamTarget } from '../../local/targets/stream-target.ts';

const FUNCTION = 'arn:aws:lambda:eu-central-1:111122223333:function:billing';
let list: HandedOverList;
let said: string[];
beforeEach(() => {
  said = [];
  list = handedOverList(({ text }) => void said.push(text));
});

async function call(engine: Engine, target: string, input: unknown, url = '/', headers = {}) {
  const body = Buffer.from(typeof input === 'string' ? input : JSON.stringify(input));
  const answer = await engine.answer({ method: 'POST', url, headers: { 'x-amz-target': target, ...headers }, body });
  return { status: answer.status, headers: answer.headers, body: JSON.parse(String(answer.body)) };
}

describe('Lambda', () => {
  const path = `/2015-03-31/functions/${encodeURIComponent(FUNCTION)}/invocations`;
  const open = (result: Awaited<ReturnType<Parameters<typeof functionTarget>[0]['invoke']>>) =>
    functionTarget({
      handedOver: list,
      functionIdOf: (arn) => (arn.endsWith(':own') ? 'Own' : undefined),
      invoke: async () => result,
    });
  const never = { kind: 'failed', error: 'not to be called' } as const;

  test('notes what a function gets that is in AWS only, and says so', async () => {
    expect(await call(open(never), '', { id: 'evt_1', type: 'any' }, path)).toMatchObject({ status: 200 });
    expect(list.all()).toEqual([
      { service: 'lambda', target: FUNCTION, with: { invocationType: 'RequestResponse' }, text: expect.any(String) },
    ]);
    expect(said).toEqual([`handed over to lambda ${FUNCTION}: 27 bytes (any evt_1)`]);
  });

  test('runs a function of the template, and tells of its failure as AWS does', async () => {
    const own = path.replace('billing', 'own');
    expect((await call(open({ kind: 'answered', payload: '{"a":1}' }), '', {}, own)).body).toEqual({
      a: 1,
    });
    const failed = await call(open({ kind: 'failed', error: 'no customer' }), '', {}, own);
    expect(failed).toMatchObject({
      status: 200,
      headers: { 'x-amz-function-error': 'Unhandled' },
      body: { errorMessage: 'no customer' },
    });
    expect(list.all()).toEqual([]);
  });

  test.each([
    ['no JSON', {}, 400, 'InvalidRequestContentException'],
    [`"${'x'.repeat(6 * 1024 * 1024)}"`, {}, 413, 'RequestTooLargeException'],
    ['{}', { 'x-amz-invocation-type': 'Event' }, 400, 'InvalidParameterValueException'],
  ])('refuses what Lambda refuses', async (text, headers, status, code) => {
    const answer = await call(open(never), '', text, path, headers);
    expect(answer).toMatchObject({ status, body: { __type: code } });
    expect(list.all()).toEqual([]);
  });
});

describe('EventBridge', () => {
  const entry = { Source: 'breakwater.acme', DetailType: 'any', Detail: '{"id":"evt_1"}', EventBusName: 'billing' };
  const put = (more: object, operation = 'PutEvents', isHere = false) =>
    call(eventTarget({ handedOver: list, deliver: async () => isHere }), `AWSEvents.${operation}`, {
      Entries: [{ ...entry, ...more }],
    });

  test('takes an entry, and notes it', async () => {
    expect((await put({})).body).toMatchObject({ FailedEntryCount: 0, Entries: [{ EventId: expect.any(String) }] });
    expect(list.all()).toMatchObject([{ service: 'events', target: 'billing', with: { DetailType: 'any' } }]);
  });

  test.each([
    [{ Detail: 'no JSON' }, 'MalformedDetail'],
    [{ Detail: undefined }, 'InvalidArgument'],
    [{ DetailType: 'x'.repeat(129) }, 'InvalidArgument'],
    [{ Source: 'aws.partner/stripe.com/ed_1' }, 'NotAuthorizedForSourceException'],
    [{ Detail: JSON.stringify('x'.repeat(1_048_576)) }, 'EntryTooLarge'],
  ])('answers 200 and the error of an entry that it does not take', async (more, ErrorCode) => {
    const { status, body } = await put(more);
    expect([status, body]).toMatchObject([200, { FailedEntryCount: 1, Entries: [{ ErrorCode }] }]);
    expect(list.all()).toEqual([]);
  });

  test('takes a partner’s events for a bus of the template only', async () => {
    const Source = 'aws.partner/stripe.com/ed_1';
    expect((await put({ Source }, 'PutPartnerEvents', true)).body).toMatchObject({ FailedEntryCount: 0 });
    expect((await put({ Source }, 'PutPartnerEvents')).body).toMatchObject({ FailedEntryCount: 1 });
  });

  test.each([
    [{ source: ['a'] }, true],
    [{ source: ['b', { prefix: 'a' }] }, true],
    [{ source: ['b'] }, false],
    [{ source: ['a'], detail: { kind: ['x'] } }, true],
    [{ detail: { kind: ['y'] } }, false],
    [{ source: [{ suffix: 'a' }] }, false],
  ])('%j fits or does not', (pattern, fits) => {
    expect(matchesPattern(pattern, { source: 'a', detail: { kind: 'x' } })).toBe(fits);
  });
});

describe('Kinesis', () => {
  const put = (more: object) =>
    call(streamTarget(list), 'Kinesis_20131202.PutRecord', {
      StreamARN: 'arn:aws:kinesis:eu-central-1:111122223333:stream/billing',
      PartitionKey: 'cus_1',
      Data: Buffer.from('{"id":"evt_1"}').toString('base64'),
      ...more,
    });

  test('takes a record, and notes it with its key', async () => {
    expect((await put({})).body).toMatchObject({ ShardId: expect.any(String), SequenceNumber: expect.any(String) });
    expect(list.all()).toMatchObject([{ with: { PartitionKey: 'cus_1' }, text: '{"id":"evt_1"}' }]);
  });

  test.each([
    [{ PartitionKey: '' }, 'ValidationException'],
    [{ PartitionKey: 'x'.repeat(257) }, 'ValidationException'],
    [{ Data: Buffer.alloc(1_048_576).toString('base64') }, 'ValidationException'],
    [{ Data: 7 }, 'SerializationException'],
    [{ StreamARN: undefined }, 'InvalidArgumentException'],
  ])('refuses what Kinesis refuses', async (more, __type) => {
    expect(await put(more)).toMatchObject({ status: 400, body: { __type } });
    expect(list.all()).toEqual([]);
  });
});
