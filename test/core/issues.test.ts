import { errorKind, type FailedEvent, groupIssues, type IssueRecord, issueId, issueItem } from '../../core/issues.ts';

const failed = (id: string, error: string, at: string, more: Partial<FailedEvent> = {}): FailedEvent => ({
  processor: 'pay',
  source: 'stripe',
  type: 'invoice.paid',
  id,
  failures: [{ at, error }],
  isGivenUp: true,
  ...more,
});
const NOTHING_SAID = new Map<string, IssueRecord>();

test.each([
  ['TypeError: no customer cus_NffrFeUfNV2Hib', 'TypeError', 'no customer *'],
  ["Error: order '#1001' of 2026-01-31 is unknown", 'Error', 'order * of *-*-* is unknown'],
  ['PermanentError: 4f1c0a9b-e2d4-4b1e-9c11-000000000001 answered 404', 'PermanentError', '* answered *'],
  ['no class, two lines\nand a stack', 'Error', 'no class, two lines'],
  ['Error: request deadbeef01 failed after 2.5 s', 'Error', 'request * failed after * s'],
])('%s is of the class %s and says "%s"', (error, errorClass, says) => {
  expect(errorKind(error)).toEqual({ errorClass, says });
});

test('failures that say the same are one issue; those of another processor, class or place are another', () => {
  const issues = groupIssues(
    [
      failed('evt_1', 'Error: no customer cus_1', '2026-01-01T00:00:01.000Z'),
      failed('evt_2', 'Error: no customer cus_2', '2026-01-01T00:00:03.000Z', { isGivenUp: false }),
      failed('evt_3', 'TypeError: no customer cus_2', '2026-01-01T00:00:02.000Z'),
      failed('evt_4', 'Error: no customer cus_1', '2026-01-01T00:00:00.000Z', { processor: 'ship' }),
      failed('evt_5', '', '', { failures: [] }),
    ],
    NOTHING_SAID,
  );
  expect(issues.map(({ processor, errorClass, events }) => [processor, errorClass, events])).toEqual([
    ['pay', 'Error', 2],
    ['pay', 'TypeError', 1],
    ['ship', 'Error', 1],
  ]);
  expect(issues[0]).toMatchObject({
    state: 'open',
    isBack: false,
    firstSeen: '2026-01-01T00:00:01.000Z',
    lastSeen: '2026-01-01T00:00:03.000Z',
    givenUp: 1,
    sample: { source: 'stripe', id: 'evt_2', error: 'Error: no customer cus_2' },
  });
});

test('an event that fails in another way at last is of the issue of its last error', () => {
  const failures = [
    { at: '2026-01-01T00:00:00.000Z', error: 'Error: timed out' },
    { at: '2026-01-01T00:00:05.000Z', error: 'Error: no such table' },
  ];
  const [issue, ...others] = groupIssues([failed('evt_1', '', '', { failures })], NOTHING_SAID);
  expect(others).toEqual([]);
  expect(issue).toMatchObject({
    id: issueId('pay', 'Error: no such table'),
    says: 'no such table',
    firstSeen: '2026-01-01T00:00:00.000Z',
  });
});

test.each([
  ['acknowledged', '2026-01-02T00:00:00.000Z', 'acknowledged', false],
  ['ignored', '2025-01-01T00:00:00.000Z', 'ignored', false],
  ['resolved', '2026-01-02T00:00:00.000Z', 'resolved', false],
  ['resolved', '2025-12-31T00:00:00.000Z', 'open', true],
] as const)('an issue that was %s at %s is %s', (state, at, now, isBack) => {
  const error = 'Error: no customer cus_1';
  const id = issueId('pay', error);
  const records = new Map([[id, { id, state, who: 'me', at }]]);
  expect(groupIssues([failed('evt_1', error, '2026-01-01T00:00:00.000Z')], records)).toMatchObject([
    { id, state: now, isBack },
  ]);
});

test('a record lies apart from events, and ends', () => {
  const record = { id: '3f1c0a9be2', state: 'ignored', who: 'me', at: '2026-01-01T00:00:00.000Z' } as const;
  expect(issueItem(record)).toEqual({ pk: '#issue#3f1c0a9be2', record, expires: 1767225600 + 400 * 86_400 });
});
