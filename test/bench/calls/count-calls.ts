import { MOST_KEPT_A_MINUTE } from '../../../core/quarantine.ts';
import type { Bound, Figure } from '../figure.ts';
import { OTHERS, type Stage } from './stage.ts';
import type { Used } from './start-function.ts';

const FORGER = 'whsec_somebody_elses_secret_made_up';

/** Forgeries of one minute. */
const FLOOD = 1000;

/** A secret is read anew for a signature that does not fit: four times in a row, and then once in 30 seconds. */
const SECRET_READS = 4 + 60 / 30;

/** What an event costs in calls to AWS, by what becomes of it: of an instance that has read its secret. */
export async function countCalls(stage: Stage): Promise<Figure[]> {
  const first = await stage.post();
  expectStatus(first, 200);
  // What it does before its first request counts too.
  const start = { ...first, calls: [...stage.aws.calls] };
  await stage.process();
  return [
    callsIn('start of an instance, and its first event', start),
    ...(await accepted(stage)),
    ...(await refused(stage)),
    ...(await flood(stage)),
  ];
}

async function accepted(stage: Stage): Promise<Figure[]> {
  const id = 'evt_1MqqbKLt7FlGRZzm9oYagain';
  const fresh = await stage.post({ id });
  const attempt = await stage.process();
  const held = await stage.post({ id });
  const other = 'evt_1MqqbKLt7FlGRZzm9oYtwice';
  await stage.post({ id: other });
  const unheld = await stage.post({ id: other });
  await stage.process();
  const wide = await stage.post({ type: 'checkout.session.completed' });
  const large = await stage.post({ bytes: 300_000 });
  const largeAttempt = await stage.process();
  const ignored = await stage.post({ type: 'charge.refunded' });
  for (const used of [fresh, unheld, held, wide, large, ignored]) expectStatus(used, 200);
  return [
    callsIn('new event', fresh, { exactly: 2 }),
    callsIn(`new event for ${OTHERS.length} processors`, wide, { exactly: 1 + OTHERS.length }),
    callsIn('new event of 300 KB', large, { exactly: 3 }),
    callsIn('duplicate that a processor has held', held, { exactly: 1 }),
    callsIn('duplicate that no processor has held yet', unheld, { exactly: 2 }),
    callsIn('event that no processor wants', ignored, { exactly: 0 }),
    callsIn('attempt of a processor', attempt, { exactly: 2 }),
    callsIn('attempt of a processor at 300 KB', largeAttempt, { exactly: 3 }),
  ];
}

/** What is nobody's event, and does not look like one. */
async function refused(stage: Stage): Promise<Figure[]> {
  const unknown = await stage.post({ source: 'nobody' });
  expectStatus(unknown, 404);
  const signedBy = (signature: string) =>
    stage.post({}, (event) => ({ ...event, headers: { 'stripe-signature': signature } }));
  const digest = '0'.repeat(64);
  const refusals = {
    'no signature': await stage.post({}, (event) => ({ ...event, headers: {} })),
    'malformed signature': await signedBy(`t=${Math.floor(stage.now() / 1000)},v1=${digest.slice(1)}`),
    'malformed timestamp': await signedBy(`t=yesterday,v1=${digest}`),
  };
  return [
    callsIn('unknown source', unknown, { exactly: 0 }),
    ...Object.entries(refusals).map(([name, used]) => {
      expectStatus(used, 401);
      return callsIn(name, used, { exactly: 0 });
    }),
  ];
}

/** Forgeries that look like the provider's: a few of a minute are kept, and nothing is done for the others. */
async function flood(stage: Stage): Promise<Figure[]> {
  const forge = () => stage.post({ secret: FORGER });
  stage.pass(60_000);
  const forged: Used<object>[] = [];
  for (let index = 0; index < FLOOD; index++) {
    const used = await forge();
    expectStatus(used, 401);
    forged.push(used);
    stage.pass(50);
  }
  const stale = await stage.post({ at: stage.now() - 3_600_000 });
  const [first, kept, beyond] = [forged[0], forged[MOST_KEPT_A_MINUTE / 2], forged.at(-1)];
  if (!first || !kept || !beyond) throw new Error('nothing was forged');
  return [
    callsIn('forged, the very first', first),
    callsIn(`forged, of the first ${MOST_KEPT_A_MINUTE} of a minute`, kept, { most: 2 }),
    callsIn('forged, after those', beyond, { exactly: 0 }),
    callsIn('stale timestamp, after those', stale, { exactly: 0 }),
    {
      name: `forged, ${FLOOD} in a minute, all together`,
      value: forged.reduce((sum, { calls }) => sum + calls.length, 0),
      unit: 'calls',
      bound: { most: 2 * MOST_KEPT_A_MINUTE + SECRET_READS },
    },
  ];
}

const callsIn = (what: string, { calls }: Used<object>, bound?: Bound): Figure => ({
  name: `calls: ${what}`,
  value: calls.length,
  unit: calls.join(', '),
  ...(bound && { bound }),
});

function expectStatus({ result }: Used<object>, status: number): void {
  const answered = Reflect.get(result, 'statusCode');
  if (answered !== status) throw new Error(`the verifier answered ${answered} instead of ${status}`);
}
