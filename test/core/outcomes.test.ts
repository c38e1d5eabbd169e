import { acknowledge, answerTo, OUTCOMES, type OutcomeName } from '../../core/outcomes.ts';

const EVENT = { id: 'evt_1', type: 'invoice.paid' };

describe('the answer to a request without an event', () => {
  test.each<[OutcomeName, number, string]>([
    ['refused', 401, 'unauthorized'],
    ['unreadable', 400, 'not what this provider sends'],
    ['unknown-source', 404, 'not found'],
    ['wrong-method', 405, 'method not allowed'],
    ['too-many', 429, 'too many requests'],
    ['secret-unset', 503, 'unavailable'],
    ['unavailable', 503, 'unavailable'],
  ])('%s is %i and says no more than "%s"', (outcome, status, body) => {
    const answer = answerTo(outcome);
    expect(answer.status).toBe(status);
    expect(answer.headers?.['content-type']).toBe('application/json');
    expect(JSON.parse(answer.body ?? '')).toEqual({ status: body });
  });

  test('asks the sender to come again exactly when the fault is ours, or it was too much at once', () => {
    for (const outcome of Object.keys(OUTCOMES) as OutcomeName[]) {
      const { status, headers } = answerTo(outcome);
      expect(headers?.['retry-after'] !== undefined).toBe(status >= 500 || status === 429);
    }
  });
});

describe('the answer to an event', () => {
  test.each(['accepted', 'duplicate', 'ignored'] as const)(
    'is 200 and says that it was %s, and which it was',
    (outcome) => {
      const { status, headers, body } = acknowledge(outcome, [EVENT], undefined);
      expect([status, headers]).toEqual([200, { 'content-type': 'application/json' }]);
      expect(JSON.parse(body ?? '')).toEqual({ status: outcome, ...EVENT });
    },
  );

  test('says how many there were in a batch', () => {
    const { body } = acknowledge('accepted', [EVENT, EVENT, EVENT], undefined);
    expect(JSON.parse(body ?? '')).toEqual({ status: 'accepted', events: 3 });
  });

  test("is the provider's own where it has one", () => {
    const ack = { status: 200, body: '<Response/>' };
    expect(acknowledge('duplicate', [EVENT], ack)).toBe(ack);
  });
});

test('every outcome counts under a name of its own', () => {
  const metrics = Object.values(OUTCOMES).map(({ metric }) => metric);
  expect(new Set(metrics).size).toBe(metrics.length);
});
