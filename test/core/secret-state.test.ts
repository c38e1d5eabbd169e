import { awsSns } from '../../core/providers/aws-sns.ts';
import { github } from '../../core/providers/github.ts';
import { secretStandings } from '../../core/secret-state.ts';

const NOW = Date.parse('2026-03-01T00:00:00Z');
const GOOD = 'a secret of enough bytes';
const stateOf = (value: string | undefined) => secretStandings(value, github.scheme, NOW).state;

test.each([
  [undefined, 'unset'],
  ['', 'unset'],
  ['{"secrets":[]}', 'unset'],
  ['short', 'too-short'],
  [`{"secrets":[{"value":"${GOOD}","notAfter":"soon"}]}`, 'malformed'],
  [`{"secrets":[{"value":"${GOOD}","notAfter":"2026-02-28T00:00:00Z"}]}`, 'expired'],
  [`{"secrets":["short","${GOOD}"]}`, 'set'],
  [GOOD, 'set'],
])('the value %j is %s', (value, state) => expect(stateOf(value)).toBe(state));

test('a sender that needs no secret needs none', () => {
  expect(secretStandings(undefined, awsSns.scheme, NOW).state).toBe('not-needed');
});

test('each secret has its name, its state and its end, and nothing of its text', () => {
  const entry = { value: GOOD, id: 'k3f9a2', since: '2026-02-01T00:00:00Z', notAfter: '2026-03-02T00:00:00.000Z' };
  const { secrets } = secretStandings(JSON.stringify({ secrets: [entry, GOOD] }), github.scheme, NOW);
  const { value, ...facts } = entry;
  expect(secrets).toEqual([
    { secret: 'k3f9a2', state: 'live', since: facts.since, notAfter: facts.notAfter },
    { secret: '2', state: 'live' },
  ]);
});
