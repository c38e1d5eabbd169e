import { endRuns } from '../local/run-in-process.ts';
import { runClaimCheckLoad } from './claim-check-load.ts';

const count = Number(process.env.BODIES ?? 1000);
const seed = Number(process.env.SEED ?? 1);

afterAll(endRuns);

test(`${count} bodies of 4 MB come through faults byte for byte, and the clean-up leaves no orphan`, async () => {
  const result = await runClaimCheckLoad(count, seed);
  process.stdout.write(`${JSON.stringify({ seed, ...result }, null, 2)}\n`);
  expect(result).toMatchObject({ wrong: [], doubled: 0, left: 0 });
  expect(result.accepted + result.givenUp).toBe(count);
  expect(result.early.unneeded).toEqual({ objects: 0, bytes: 0 });
  expect(result.late.unneeded).toEqual(result.early.all);
}, 3_600_000);
