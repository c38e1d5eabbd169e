import type { Deployment } from '../deployment.ts';
import { counted } from '../operations/progress-bar.ts';
import type { Finding, Findings } from './find-everywhere.ts';
import type { PlaceName } from './place.ts';

/** What a place's things are called, and what becomes of them. */
const WORDS: Readonly<Record<PlaceName, { readonly name: string; readonly fate: (count: string) => string }>> = {
  archive: { name: 'archive', fate: (count) => `${count} events are taken out of their objects` },
  claimChecks: { name: 'large bodies', fate: (count) => `${count} are deleted` },
  deadLetters: { name: 'dead letters', fate: (count) => `${count} are deleted, and cannot be redriven` },
  quarantine: { name: 'quarantine', fate: (count) => `${count} requests are deleted` },
  ledger: { name: 'ledger', fate: (count) => `${count} events lose what their errors said, and stay known as events` },
};

export const nothingFound = ({ found }: Findings) => found.every(({ count }) => count === 0);

/** The plan as people read it. It says nothing of what is in the events. */
export function describePurge(findings: Findings, { name }: Deployment): string {
  const { found, events, onTheirWay, waiting } = findings;
  const lines = found.map(({ place, count, looked }) => {
    const { name, fate } = WORDS[place];
    return `  ${name.padEnd(13)} ${count === 0 ? 'nothing' : fate(counted(count))} (looked at ${counted(looked)})`;
  });
  const unseen = unseenOf(found);
  const notes = [
    onTheirWay > 0 &&
      `${counted(onTheirWay)} of the events may still be on a queue: purge again once their processors are through`,
    waiting > onTheirWay && `about ${counted(waiting)} messages lie on queues, which a purge does not look into`,
    unseen > 0 && `about ${counted(unseen)} dead letters could not be looked at: purge again for them`,
  ];
  const head = `plan: purge ${counted(events)} events, and what else holds the same, from ${name}`;
  return [head, ...lines, ...notes.filter((note) => note !== false).map((note) => `  ${note}`)].join('\n');
}

export const unseenOf = (found: readonly Finding[]) => found.reduce((sum, { unseen = 0 }) => sum + unseen, 0);

/** What `--json` prints: how many of what, and nothing of what is in them. */
export const purgeView = ({ found, events, onTheirWay, waiting }: Findings) => ({
  events,
  found: Object.fromEntries(found.map(({ place, count }) => [place, count])),
  unseen: unseenOf(found),
  onTheirWay,
  waiting,
});
