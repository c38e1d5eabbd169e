import { createColors } from 'picocolors';
import { audited, typedOptions } from '../../../cli/operations/audited.ts';
import type { AuditRecord } from '../../../core/audit.ts';

const operation = { command: 'redrive', on: 'bill', options: { match: 'cus_7' }, counts: { planned: 2 } };

/** An audit log in memory, of which some writes fail. */
function auditing(failing: readonly number[] = []) {
  const written: AuditRecord[] = [];
  let writes = 0;
  const write = async (record: AuditRecord) => {
    writes += 1;
    if (failing.includes(writes)) throw new Error('AccessDenied');
    written.push(record);
  };
  const said: string[] = [];
  const output = { write: (line: string) => said.push(line), colors: createColors(false) };
  return { audit: { log: { write }, who: 'arn:me' }, written, said, output };
}

test('an operation is recorded before it begins, and the same record says how it ended', async () => {
  const { audit, written, output } = auditing();
  const result = await audited(audit, operation, output, async () => {
    expect(written).toMatchObject([{ ...operation, who: 'arn:me', ended: 'begun' }]);
    return { ended: 'stopped' as const, counts: { moved: 1 }, more: 7 };
  });
  expect(written).toHaveLength(2);
  expect(written[1]).toMatchObject({ id: written[0]?.id, ended: 'stopped', counts: { planned: 2, moved: 1 } });
  expect(written[1]?.endedAt).toMatch(/^\d{4}-.*Z$/);
  expect(result).toEqual({ ended: 'stopped', counts: { moved: 1 }, more: 7, audit: written[0]?.id });
});

test('nothing is done where no record of it can be written', async () => {
  const { audit, output } = auditing([1]);
  let isDone = false;
  const work = async () => {
    isDone = true;
    return { ended: 'done' as const, counts: {} };
  };
  await expect(audited(audit, operation, output, work)).rejects.toThrow(
    "nothing was done, since no record of it could be written to the ledger's table: AccessDenied",
  );
  expect(isDone).toBe(false);
});

test('what was done is told even where its end cannot be recorded', async () => {
  const { audit, written, said, output } = auditing([2]);
  const work = async () => ({ ended: 'done' as const, counts: { moved: 2 } });
  expect(await audited(audit, operation, output, work)).toMatchObject({ counts: { moved: 2 } });
  expect(written).toMatchObject([{ ended: 'begun' }]);
  expect(said).toEqual(['its record was not completed: AccessDenied']);
});

test('an operation that throws is recorded as failed, and still throws', async () => {
  const { audit, written, output } = auditing();
  const work = () => Promise.reject(new Error('no such queue'));
  await expect(audited(audit, operation, output, work)).rejects.toThrow('no such queue');
  expect(written[1]).toMatchObject({ ended: 'failed', error: 'no such queue' });
});

test('options are recorded as they were typed, long lists by their first few', () => {
  const ids = Array.from({ length: 7 }, (_, index) => `evt_${index}`);
  expect(typedOptions({ match: undefined, confirm: false, rate: 10, type: 'a.*', none: [], ids })).toEqual({
    rate: '10',
    type: 'a.*',
    ids: 'evt_0 evt_1 evt_2 evt_3 evt_4 and 2 more',
  });
});
