import type { Configuration } from './world.ts';

const plain: Configuration = {
  name: '',
  events: 1,
  targets: 1,
  sends: 2,
  faults: 1,
  redrives: 0,
  consumers: 2,
  batch: 1,
  skews: [0],
  work: 'succeeds',
  maxAttempts: 2,
};

/** A configuration by what sets it apart. */
export const configuration = (name: string, changes: Partial<Configuration> = {}): Configuration => ({
  ...plain,
  name,
  ...changes,
});

/** SQS's own limit, as `lib/processor-queues.ts` sets it. */
const backstop = (maxAttempts: number) => 2 * maxAttempts + 5;

/** Small enough for every run of the tests; together they touch everything that the large ones explore. */
export const small: readonly Configuration[] = [
  configuration('one processor'),
  configuration('two processors, one fault', { targets: 2, consumers: 1, sends: 1 }),
  configuration('clocks that differ by the margin', { skews: [0, 1], sends: 1 }),
  configuration('requests that take effect late', { late: true, sends: 1 }),
  configuration('copies in one batch', { batch: 2 }),
  configuration('work that always fails', { work: 'fails', consumers: 1, sends: 1 }),
  configuration('work that refuses, redriven', { work: 'refuses', redrives: 1, consumers: 1, sends: 1 }),
  configuration('redriven after a fault', { redrives: 1, consumers: 1, sends: 1 }),
  configuration('replayed', { redrives: 1, replay: true, consumers: 1, sends: 1, faults: 0 }),
  configuration('records that TTL takes', { expiry: true, sends: 1 }),
  configuration('a group of two events', { events: 2, fifo: true, batch: 2, consumers: 1, sends: 1 }),
  configuration('the backstop', { maxReceives: backstop(2), work: 'fails', faults: 0 }),
  configuration('effects by transactions', { transacts: true, sends: 1 }),
];

/** The full search. */
export const large: readonly Configuration[] = [
  configuration('one processor, two faults', { faults: 2 }),
  configuration('one processor, three faults', { faults: 3, sends: 1 }),
  configuration('three deliveries, one fault', { sends: 3, consumers: 3 }),
  configuration('two processors, one fault', { targets: 2, consumers: 1 }),
  configuration('clocks that differ by the margin, two faults', { skews: [0, 1], faults: 2, sends: 1 }),
  configuration('requests that take effect late, two faults', { late: true, faults: 2, sends: 1 }),
  configuration('copies in one batch, two faults', { batch: 2, faults: 2 }),
  configuration('work that always fails, two faults', { work: 'fails', faults: 2, sends: 1 }),
  configuration('work that refuses, redriven twice', { work: 'refuses', redrives: 2, sends: 1 }),
  configuration('work that refuses, redriven, two faults', {
    work: 'refuses',
    redrives: 1,
    faults: 2,
    sends: 1,
    consumers: 1,
  }),
  configuration('redriven while the first message lives', { redrives: 1, faults: 2, sends: 1 }),
  configuration('replayed twice, or redriven', { redrives: 2, replay: true, faults: 0, sends: 1, consumers: 1 }),
  configuration('replayed between two consumers', { redrives: 1, replay: true, faults: 0, sends: 1 }),
  configuration('a refused event, replayed and redriven', {
    redrives: 2,
    replay: true,
    work: 'refuses',
    faults: 0,
    sends: 1,
    consumers: 1,
  }),
  configuration('records that TTL takes, two faults', { expiry: true, faults: 2, sends: 1, consumers: 1 }),
  configuration('a failing event, redriven, whose record TTL takes', {
    expiry: true,
    work: 'refuses',
    redrives: 1,
    sends: 1,
    consumers: 1,
  }),
  configuration('a group of two events', { events: 2, fifo: true, batch: 2 }),
  configuration('a group of two events, two faults', {
    events: 2,
    fifo: true,
    batch: 2,
    sends: 1,
    consumers: 1,
    faults: 2,
  }),
  configuration('a group whose events fail', {
    events: 2,
    fifo: true,
    batch: 2,
    sends: 1,
    consumers: 1,
    work: 'fails',
  }),
  configuration('the backstop', { maxReceives: backstop(2), work: 'fails', consumers: 1 }),
  configuration('effects by transactions, two faults', { transacts: true, faults: 2 }),
  configuration('effects by transactions, three faults', { transacts: true, faults: 3, sends: 1 }),
  configuration('effects by transactions that arrive late, two faults', {
    transacts: true,
    late: true,
    faults: 2,
    sends: 1,
  }),
  configuration('effects by transactions, in one batch', { transacts: true, batch: 2, faults: 2, sends: 1 }),
];
