import type { Deployment } from '../deployment.ts';
import type { EventView } from '../events/event-view.ts';

/** The archive gets an event after it was received: a provider's retries may lie between. */
const LATEST_MS = 86_400_000;

/** The body of an event from the archive, laid out if it is JSON, or the sentence that says why there is none. */
export async function loadBody({ archiveBucket, aws }: Deployment, event: EventView): Promise<string> {
  if (!archiveBucket) return 'not kept: say "archive: true" in the configuration to keep the bodies of events';
  const [{ archivedEvents }, { openArchiveStore }] = await Promise.all([
    import('../replay/archived-events.ts'),
    import('../../lambda/aws/archive-store.ts'),
  ]);
  const to = new Date(Date.parse(event.receivedAt) + LATEST_MS).toISOString();
  const store = openArchiveStore(archiveBucket, aws);
  for await (const { facts, body } of archivedEvents(store, event.source, { from: event.receivedAt, to }))
    if (facts.id === event.id) return laidOut(body.toString('utf8'));
  return 'not in the archive yet: it comes there within minutes, on a local run within seconds';
}

function laidOut(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
