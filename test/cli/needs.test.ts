import { commandLine, needsOf, verdict } from '../../cli/status/needs.ts';
import type { FlowState } from '../../core/flow-state.ts';

const flowing: FlowState = { version: 0, failures: 0 };
const source = { source: 'stripe', provider: 'stripe', secret: 'set', refused: 0 } as const;
const processor = { processor: 'pay', retired: undefined, state: flowing, waiting: 3, held: 1, dead: 0 } as const;
const need = (status: Partial<Parameters<typeof needsOf>[0]>) => needsOf({ sources: [], processors: [], ...status });

test('all is well where secrets are set and events flow, however many wait', () => {
  const needs = need({ sources: [source], processors: [processor], archive: { waiting: 9, held: 0, dead: 0 } });
  expect(needs).toEqual([]);
  expect(verdict(needs)).toBe('all is well');
});

test.each(['unset', 'too-short', 'malformed', 'expired'] as const)('a secret that is %s needs to be set', (secret) => {
  expect(need({ sources: [{ ...source, secret }] })).toEqual([
    { what: expect.stringContaining('the secret of stripe is'), command: 'secrets set stripe' },
  ]);
});

test('refused requests, pauses and dead letters each come with the command for them, the pressing ones first', () => {
  const pause = { by: 'operator', who: 'ann', since: 0 } as const;
  const needs = need({
    sources: [{ ...source, refused: 2 }],
    processors: [
      { ...processor, dead: 1 },
      { ...processor, processor: 'mail', state: { version: 0, failures: 0, pause } },
    ],
    archive: { waiting: 0, held: 0, dead: 2 },
  });
  expect(needs).toEqual([
    {
      what: '2 requests of stripe refused for the signature in the last hour',
      command: 'doctor --source stripe --since 1h',
    },
    { what: 'mail is paused by ann, 4 events wait', command: 'resume mail' },
    { what: '1 dead letter of pay', command: 'dead-letters list pay' },
    { what: '2 dead letters of _archive', command: 'dead-letters list _archive' },
  ]);
  expect(verdict(needs)).toBe('4 things need you');
});

test('a processor that has paused itself says after how many failures', () => {
  const pause = { by: 'failures', since: 0, probeAt: 0, seconds: 10 } as const;
  expect(need({ processors: [{ ...processor, state: { version: 0, failures: 5, pause } }] })[0]?.what).toBe(
    'pay paused itself after 5 failures, 4 events wait',
  );
});

test('a command names the deployment that was asked about', () => {
  expect(commandLine('resume pay', { stack: 'Webhooks', region: 'eu-west-1' })).toBe(
    'npx breakwater resume pay --stack Webhooks --region eu-west-1',
  );
  expect(commandLine('resume pay', {})).toBe('npx breakwater resume pay');
});
