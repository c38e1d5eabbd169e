import { metricsTo } from '../../lambda/metrics.ts';

const NOON = Date.UTC(2026, 0, 1, 12);

/** Metrics under a clock that we move; `frozen` lets time pass without the timers. */
function open() {
  const lines: Record<string, unknown>[] = [];
  const timers: { at: number; work: () => void }[] = [];
  let now = NOON;
  const metrics = metricsTo({
    stack: 'Webhooks',
    write: (line) => lines.push(JSON.parse(line)),
    now: () => now,
    later: (work, milliseconds) => timers.push({ at: now + milliseconds, work }),
  });
  const pass = (milliseconds: number) => {
    now += milliseconds;
    for (const { work } of timers.splice(0).filter(({ at, work }) => at <= now || void timers.push({ at, work })))
      work();
  };
  const frozen = (milliseconds: number) => {
    now += milliseconds;
  };
  const accept = (ms = 5) => {
    metrics.ofSource('stripe', { Received: 1, Accepted: 1, AckLatency: ms });
    metrics.endInvocation();
  };
  const sum = (name: string) => lines.reduce((total, line) => total + Number(line[name] ?? 0), 0);
  return { metrics, lines, timers, pass, frozen, accept, sum };
}

test('what a quiet process counts is written at once', () => {
  const { accept, lines, pass } = open();
  for (let event = 0; event < 3; event++) {
    accept();
    pass(20_000);
  }
  expect(lines).toHaveLength(3);
  expect(lines[0]).toMatchObject({ Stack: 'Webhooks', Source: 'stripe', Received: 1, Accepted: 1, AckLatency: 5 });
});

test('a busy process adds up what it counts, and writes a line in ten seconds', () => {
  const { accept, lines, pass, sum } = open();
  for (let event = 0; event < 6000; event++) {
    accept(event % 7);
    pass(100);
  }
  pass(10_000);
  expect(sum('Accepted')).toBe(6000);
  expect(lines.flatMap(({ AckLatency }) => AckLatency)).toHaveLength(6000);
  // 60 for the ten minutes, and those of the beginning.
  expect(lines.length).toBeLessThan(110);
});

test.each([1, 5, 20, 100, 1000])(
  'of a burst of %d events no more than a tenth is kept when the process is frozen',
  (events) => {
    const { accept, sum, frozen } = open();
    for (let event = 0; event < events; event++) {
      accept();
      frozen(5);
    }
    expect(events - sum('Accepted')).toBeLessThanOrEqual(events / 10);
  },
);

test('what a process still holds when it is frozen is written when it goes on, under the time of its events', () => {
  const { accept, lines, frozen, sum } = open();
  for (let event = 0; event < 20; event++) accept();
  expect(sum('Accepted')).toBe(19);
  frozen(3_600_000);
  accept();
  expect(sum('Accepted')).toBe(21);
  expect(lines.slice(-2).map(({ _aws }) => Object(_aws).Timestamp)).toEqual([NOON, NOON + 3_600_000]);
});

test('what a process holds that is not called again is written after ten seconds', () => {
  const { accept, sum, pass, timers } = open();
  for (let event = 0; event < 20; event++) accept();
  pass(10_000);
  expect([sum('Accepted'), timers.length]).toEqual([20, 0]);
});

test('trouble is written at once, and in a flood of it once a second', () => {
  const { accept, metrics, lines, pass } = open();
  for (let event = 0; event < 100; event++) accept();
  pass(1000);
  const before = lines.length;
  for (let request = 0; request < 100; request++) {
    metrics.ofSource('stripe', { Received: 1, Refused: 1 });
    metrics.ofCause('stripe', 'wrong-signature');
    metrics.endInvocation();
    pass(10);
  }
  const written = lines.slice(before);
  expect(written[0]).toMatchObject({ Refused: 1 });
  expect(written.length).toBeLessThanOrEqual(20);
});

test('a busy process that holds a hundred values writes them before there are too many for a line', () => {
  const { accept, lines } = open();
  for (let event = 0; event < 5000; event++) accept();
  expect(Math.max(...lines.map(({ AckLatency }) => [AckLatency].flat().length))).toBeLessThanOrEqual(100);
  expect(lines.every(({ Received }) => Received !== undefined)).toBe(true);
});

test('each source, cause and processor has lines of its own', () => {
  const { metrics, lines } = open();
  metrics.ofSource('stripe', { Received: 2 });
  metrics.ofSource('github', { Received: 1 });
  metrics.ofCause('stripe', 'stale-timestamp');
  metrics.ofProcessor('bill', { Started: 1, Duration: 7 });
  metrics.endInvocation();
  const dimensionsOf = (line: Record<string, unknown>) => Object(line._aws).CloudWatchMetrics[0].Dimensions[0];
  expect(lines.map((line) => [dimensionsOf(line).join(), line.Source ?? line.Processor])).toEqual([
    ['Stack,Source', 'stripe'],
    ['Stack,Source', 'github'],
    ['Stack,Source,Cause', 'stripe'],
    ['Stack,Processor', 'bill'],
  ]);
  expect(lines[2]).toMatchObject({ Cause: 'stale-timestamp', Refused: 1 });
});

test('an invocation that counts nothing writes nothing', () => {
  const { metrics, lines, timers } = open();
  metrics.endInvocation();
  expect([lines, timers]).toEqual([[], []]);
});
