import { endRuns } from '../local/run-in-process.ts';
import { runClaimCheckLoad } from './claim-check-load.ts';

afterAll(endRuns);

test('15 bodies of 4 MB come through faults byte for byte, and the clean-up leaves no orphan', async () => {
  const result = await runClaimCheckLoad(15, 1);
  expect(result).toMatchObject({ accepted: 13, givenUp: 2, wrong: [], doubled: 0, left: 0 });
  expect(result.early.unneeded).toEqual({ objects: 0, bytes: 0 });
  expect(result.late.unneeded).toEqual(result.early.all);
  expect(result.early.all.objects).toBeGreaterThanOrEqual(result.accepted);
}, 180_000);
