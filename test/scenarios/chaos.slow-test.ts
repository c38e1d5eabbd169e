import { runChaos } from '../chaos/chaos.ts';
import { endRuns } from '../local/run-in-process.ts';

afterAll(endRuns);

test('40 events come through failing calls, killed processes and a killed run: none lost, none doubled without a reason', async () => {
  const options = { seed: 10, events: 40, minutes: 1, restarts: 1, kills: 4, faults: 20, onProgress: () => undefined };
  const { violations, chronicle, found } = await runChaos(options);
  const told = violations.map(({ event, what }) => `${what}\n  ${chronicle.historyOf(event).join('\n  ')}`);
  expect(told).toEqual([]);
  expect(found.sent.accepted.size).toBeGreaterThan(35);
  expect(chronicle.kills.size).toBeGreaterThan(0);
  expect(chronicle.restarts).toHaveLength(1);
}, 180_000);
