import type { EventFacts } from '../../core/event-facts.ts';
import { openDesk } from '../dead-letters/desk.ts';
import { findEnvelope } from '../dead-letters/find-envelope.ts';
import { knownReceiver } from '../known-processor.ts';
import { openReplay } from '../replay/open-replay.ts';
import { selectedEvents } from '../replay/selected-events.ts';
import type { ContentPlace, EventContent, NoContent } from './api.ts';
import type { ConsoleContext } from './route.ts';

/** What an event came as: from the deliveries of a local run, the archive, or a dead-letter queue. */
export async function findContent(
  source: string,
  id: string,
  context: ConsoleContext,
): Promise<EventContent | NoContent> {
  const { deployment } = context;
  // The SDK takes longer to load than everything else here together.
  const { openLedger } = await import('../../lambda/aws/ledger.ts');
  const entry = await openLedger(deployment.ledgerTable, deployment.aws).read(source, id);
  if (!entry) return { from: 'nowhere', why: 'The ledger does not know the event any more.' };
  const failed = [...entry.custody].filter(([, { state }]) => state === 'failed').map(([processor]) => processor);
  return (
    (await fromDelivery(entry.digest, context)) ??
    (await fromArchive(source, id, context)) ??
    (await fromDeadLetters(source, id, failed, context)) ?? { from: 'nowhere', why: whyNot(context) }
  );
}

async function fromDelivery(digest: string, { memory }: ConsoleContext): Promise<EventContent | undefined> {
  await memory?.restored;
  const kept = memory?.deliveries.find(digest);
  if (!kept) return undefined;
  const { method, path, headers, body } = kept;
  const contentType = headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
  return { ...contentOf('delivery', contentType, body), request: { method, path, headers } };
}

async function fromArchive(source: string, id: string, { deployment, webhooks }: ConsoleContext) {
  if (!deployment.archiveBucket) return undefined;
  const { selecting } = await openReplay(deployment, webhooks());
  const selection = { sources: [source], ids: [id] };
  for await (const { facts, event } of selectedEvents(selection, selecting))
    return { ...contentOf('archive', facts.contentType, event.rawBody), envelope: textsOf(facts) };
  return undefined;
}

async function fromDeadLetters(
  source: string,
  id: string,
  processors: readonly string[],
  { deployment, webhooks, signal }: ConsoleContext,
): Promise<EventContent | undefined> {
  for (const processor of processors) {
    const desk = await openDesk(deployment, knownReceiver(webhooks(), processor), signal);
    const envelope = await findEnvelope(desk, source, id);
    if (!envelope) continue;
    const { facts } = envelope;
    const body = Buffer.isBuffer(envelope.body) ? envelope.body : await fetchBody(envelope.body, deployment);
    if (body) return { ...contentOf('dead-letter', facts.contentType, body), envelope: textsOf(facts) };
  }
  return undefined;
}

async function fetchBody(
  claimCheck: Parameters<Awaited<ReturnType<typeof claimChecksOf>>['fetch']>[0],
  deployment: ConsoleContext['deployment'],
) {
  if (!deployment.claimCheckBucket) return undefined;
  const checks = await claimChecksOf(deployment.claimCheckBucket, deployment);
  return checks.fetch(claimCheck, AbortSignal.timeout(FETCH_MS));
}

const FETCH_MS = 10_000;

async function claimChecksOf(bucket: string, { aws }: ConsoleContext['deployment']) {
  const { openClaimChecks } = await import('../../lambda/aws/claim-checks.ts');
  return openClaimChecks(bucket, aws);
}

const contentOf = (from: ContentPlace, contentType: string, body: Buffer): EventContent => ({
  from,
  contentType,
  bytes: body.length,
  base64: body.toString('base64'),
});

const textsOf = (facts: EventFacts): Record<string, string> =>
  Object.fromEntries(Object.entries(facts).filter(([, value]) => typeof value === 'string'));

const whyNot = ({ deployment, memory }: ConsoleContext) =>
  [
    memory
      ? 'This run keeps the bodies of its latest 10,000 deliveries, and this is none of them: it came earlier, out of the quarantine, from a reconciliation, or as part of a batch.'
      : 'A queue gives a message up once it is processed, and the ledger keeps only the digest of a body.',
    deployment.archiveBucket
      ? 'The archive does not have it either: it gets an event within minutes, and has only those since it was switched on.'
      : 'With "archive: true" in the configuration every body is kept from then on, see docs/archive.md.',
  ].join(' ');
