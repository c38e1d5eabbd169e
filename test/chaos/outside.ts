import { ARCHIVE, readArchiveLine } from '../../core/archive.ts';
import { DEAD_LETTER_SUFFIX, queueSuffix } from '../../core/names.ts';
import { openArchiveStore } from '../../lambda/aws/archive-store.ts';
import { openLedgerEvents } from '../../lambda/aws/ledger-events.ts';
import { openQueueContents } from '../../lambda/aws/queue-contents.ts';
import type { RunInProcess } from '../local/run-in-process.ts';

const TARGETS = ['first', 'second', 'ordered', ARCHIVE] as const;

/** A dead letter as an operator sees it. */
export interface FoundLetter {
  readonly event: string;
  readonly processor: string;
  readonly reason: string;
}

/** What can be seen of a run from outside. */
export interface Outside {
  /** The state of each event for each processor, by `{event}#{processor}`; nothing of an event that is not there. */
  states(events: readonly string[]): Promise<Map<string, string>>;
  /** The events that the archive has. */
  archived(): Promise<Set<string>>;
  /** How many messages lie on the queues of the processors and of the archive. */
  waiting(): Promise<number>;
  /** Takes every dead letter in hand. */
  deadLetters(): Promise<FoundLetter[]>;
}

/** Looks at a run as its operator would. */
export function outsideOf({ awsEndpoint, outputs }: RunInProcess): Outside {
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  // A busy machine may keep whoever looks waiting; that is no finding.
  const aws = { endpoint: awsEndpoint, region: 'us-east-1', credentials, requestTimeoutMs: 20_000, maxAttempts: 20 };
  const ledger = openLedgerEvents(outputs.LedgerTableName ?? '', aws);
  const queues = openQueueContents(aws);
  const queueUrl = (target: (typeof TARGETS)[number], more = '') =>
    (outputs.QueueUrlPrefix ?? '') + queueSuffix(target + more, target === 'ordered');
  return {
    async archived() {
      const found = new Set<string>();
      const store = openArchiveStore(outputs.ArchiveBucketName ?? '', aws);
      for await (const { key } of store.list('acme', {}))
        for await (const line of store.lines(key)) found.add(readArchiveLine(line).facts.id);
      return found;
    },
    async states(events) {
      const found = await ledger.read(events.map((event) => `acme#${event}`));
      return new Map(
        [...found].flatMap(([pk, { custody }]) =>
          [...custody].map(([processor, { state }]) => [`${pk.replace('acme#', '')}#${processor}`, state] as const),
        ),
      );
    },
    async waiting() {
      const counts = await Promise.all(TARGETS.map((target) => queues.count(queueUrl(target))));
      return counts.reduce((sum, { visible, held }) => sum + visible + held, 0);
    },
    async deadLetters() {
      const letters: FoundLetter[] = [];
      for (const target of TARGETS) {
        const url = queueUrl(target, DEAD_LETTER_SUFFIX);
        for (;;) {
          const held = await queues.receive(url, { most: 10, seconds: 600, wait: 0 });
          if (held.length === 0) break;
          for (const { handle, body, attributes } of held) {
            letters.push({ event: JSON.parse(body).id, processor: target, reason: attributes.error ?? '' });
            await queues.remove(url, handle);
          }
        }
      }
      return letters;
    },
  };
}
