import { ALARM_NAMES } from '../../lib/alarms/alarm-names.ts';
import { endRuns } from '../local/run-in-process.ts';
import { type AlarmStage, openAlarmStage } from './alarm-stage.ts';
import { CAUSES } from './causes.ts';

let stage: AlarmStage;

beforeAll(async () => {
  stage = await openAlarmStage();
}, 120_000);
afterEach(() => stage.ledger());
afterAll(endRuns);

/** After so long nothing of what was done before counts any more. */
const LONG_MINUTES = 4 * 1440;

test('every alarm has a cause here, and every cause an alarm', () => {
  expect(Object.keys(CAUSES).sort()).toEqual([...ALARM_NAMES].sort());
});

test.each(Object.entries(CAUSES))(
  '%s rings when its cause is there, and is over when that is gone',
  async (name, { alarm, cause, end, minutes, startsSilent }) => {
    const full = `Hooks-${alarm}`;
    await stage.pass(LONG_MINUTES);
    if (!startsSilent) await stage.comes(full, 'OK');
    await cause(stage);
    await stage.comes(full, 'ALARM');
    const said = stage.run.messages.filter(({ kind, text }) => kind === 'alarm' && text.startsWith(`${full} rings: `));
    expect(said.at(-1)?.text).toContain(`docs/runbook.md#${name}`);
    await end?.(stage);
    await stage.pass(minutes);
    await stage.comes(full, 'OK');
  },
  90_000,
);
