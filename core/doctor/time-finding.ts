import type { Finding } from './diagnosis.ts';
import type { Laboratory } from './laboratory.ts';
import type { Patient, Undone } from './patient.ts';

const LAST_MOMENT = 8.64e15;
const HOUR_MS = 3_600_000;

/** How far a difference may lie from whole quarters of an hour to look like a time zone. */
const NEARLY_MS = 90_000;
const WIDEST_ZONE_MS = 14 * HOUR_MS;

/** Says how far off the signed time of a request is whose signature is right otherwise, or `undefined` when it is not. */
export async function timeFinding(
  patient: Patient,
  laboratory: Laboratory,
  undone: Omit<Undone, 'detail'> = {},
): Promise<Finding | undefined> {
  const now = patient.request.receivedAt;
  const { tolerance } = patient.source;
  const verdict = await laboratory.check(undone, tolerance === undefined ? { now } : { now, tolerance });
  if (verdict.ok || (verdict.cause !== 'stale-timestamp' && verdict.cause !== 'future-timestamp')) return undefined;
  const ahead = (await signedMoment(laboratory, undone)) - now;
  const zone = zoneNote(ahead);
  const known = { certain: true, proof: 'verified', evidence: evidence(ahead) } as const;
  if (ahead > 0)
    return {
      ...known,
      id: 'clock-ahead',
      says: `It was signed ${duration(ahead)} in the future: the sender's clock is ahead${zone}.`,
      mend: "Set the sender's clock by NTP, or have it write its time in UTC.",
    };
  return {
    ...known,
    id: 'stale',
    says: `It was signed ${duration(-ahead)} before it arrived: it was replayed, it was held up on its way, or the sender's clock is behind${zone}.`,
    mend: 'Once: let it be, or ask the provider to send it anew. Often: look for a proxy that sends again what it keeps, and at the clock of the sender; only if it is late by design, raise "tolerance" of the source.',
  };
}

const evidence = (ahead: number) =>
  `The signature is right, and says so itself: its time lies ${duration(Math.abs(ahead))} ${ahead > 0 ? 'after' : 'before'} the moment it was received.`;

/** The signed moment, whichever way the scheme writes it: the first at which it is no longer in the future. */
async function signedMoment(laboratory: Laboratory, undone: Omit<Undone, 'detail'>): Promise<number> {
  let [before, after] = [0, LAST_MOMENT];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    const verdict = await laboratory.check(undone, { now: middle, tolerance: 0 });
    if (!verdict.ok && verdict.cause === 'future-timestamp') before = middle;
    else after = middle;
  }
  return after;
}

function zoneNote(ahead: number): string {
  const size = Math.abs(ahead);
  const quarters = Math.round(size / (HOUR_MS / 4));
  const isZone = quarters > 0 && size <= WIDEST_ZONE_MS && Math.abs(size - (quarters * HOUR_MS) / 4) <= NEARLY_MS;
  if (!isZone) return '';
  return `, or it writes the time of a zone ${quarters / 4} hours ${ahead > 0 ? 'east' : 'west'} of UTC as if it were UTC`;
}

const UNITS = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
] as const;

/** A time span in its two largest units, such as `2 hours 5 minutes`. */
export function duration(ms: number): string {
  let seconds = Math.round(ms / 1000);
  const parts = UNITS.map(([unit, length]) => {
    const count = Math.floor(seconds / length);
    seconds -= count * length;
    return count === 0 ? '' : `${count} ${unit}${count === 1 ? '' : 's'}`;
  }).filter((part) => part !== '');
  return parts.slice(0, 2).join(' ') || 'less than a second';
}
