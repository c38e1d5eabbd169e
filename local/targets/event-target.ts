import { randomUUID } from 'node:crypto';
import type { Engine } from '../engines/engine.ts';
import { type HandedOverList, jsonAnswer, refused } from './handed-over.ts';

/** An event as rules and their targets see it. */
export interface BusEvent {
  /** The bus's name or ARN. */
  readonly bus: string;
  readonly source: string;
  readonly detailType: string;
  /** JSON. */
  readonly detail: string;
  /** RFC 3339. */
  readonly time: string;
  readonly id: string;
}

export interface EventTargetOptions {
  readonly handedOver: HandedOverList;
  /** Hands an event to the template's rules that it fits; tells whether the template has its bus. */
  readonly deliver: (event: BusEvent) => Promise<boolean>;
}

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEventsRequestEntry.html */
const LARGEST_ENTRY = 1_048_576;
const MOST_ENTRIES = 10;

/** EventBridge's `PutEvents`, and `PutPartnerEvents`, with which a partner puts events on the bus of its event source. */
export function eventTarget({ handedOver, deliver }: EventTargetOptions): Engine {
  return {
    async answer({ headers, body }) {
      const operation = headers['x-amz-target']?.split('.')[1];
      if (operation !== 'PutEvents' && operation !== 'PutPartnerEvents')
        return refused('UnknownOperationException', `a local run knows PutEvents, and not ${operation}`);
      const { Entries } = Object(JSON.parse(body.toString()));
      if (!Array.isArray(Entries) || Entries.length < 1 || Entries.length > MOST_ENTRIES)
        return refused('ValidationException', `Entries has to be a list of 1 to ${MOST_ENTRIES}`);
      const answers = [];
      for (const entry of Entries) answers.push(await put(Object(entry), operation === 'PutPartnerEvents'));
      const FailedEntryCount = answers.filter(({ ErrorCode }) => ErrorCode).length;
      return jsonAnswer(200, { FailedEntryCount, Entries: answers });
    },
    close: async () => {},
  };

  async function put(entry: Readonly<Record<string, unknown>>, isPartner: boolean) {
    const { Source, DetailType, Detail, Time, EventBusName = 'default' } = entry;
    const problem = problemOf(entry, isPartner);
    if (problem) return { ErrorCode: problem[0], ErrorMessage: problem[1], EventId: undefined };
    const event = {
      // A partner's events are on the bus that is named like its event source.
      bus: String(isPartner ? Source : EventBusName),
      source: String(Source),
      detailType: String(DetailType),
      detail: String(Detail),
      time: new Date(typeof Time === 'number' ? Time * 1000 : Date.now()).toISOString(),
      id: randomUUID(),
    };
    const isHere = await deliver(event);
    if (isPartner && !isHere)
      return { ErrorCode: 'ResourceNotFoundException', ErrorMessage: `no bus ${event.bus}`, EventId: undefined };
    // A rule may lead elsewhere, or there is none: whoever looks for the event finds it here.
    if (!isPartner)
      handedOver.add({ service: 'events', target: event.bus, with: { Source, DetailType, Time }, text: event.detail });
    return { EventId: event.id, ErrorCode: undefined };
  }
}

type Problem = readonly [code: string, message: string];

/** What EventBridge says of an entry that it does not take. */
function problemOf(entry: Readonly<Record<string, unknown>>, isPartner: boolean): Problem | undefined {
  const { Source, DetailType, Detail } = entry;
  for (const [name, value] of Object.entries({ Source, DetailType, Detail }))
    if (typeof value !== 'string' || value === '') return ['InvalidArgument', `Parameter ${name} is not valid.`];
  if (!isPartner && /^aws\./.test(String(Source)))
    return ['NotAuthorizedForSourceException', 'Not authorized for the source.'];
  if (String(DetailType).length > 128) return ['InvalidArgument', 'Parameter DetailType is not valid.'];
  const bytes = [Source, DetailType, Detail].reduce<number>((sum, text) => sum + Buffer.byteLength(String(text)), 14);
  if (bytes > LARGEST_ENTRY)
    return ['EntryTooLarge', `the entry has ${bytes} bytes, and the limit is ${LARGEST_ENTRY}`];
  try {
    if (typeof JSON.parse(String(Detail)) === 'object') return undefined;
  } catch {
    // Said below.
  }
  return ['MalformedDetail', 'Detail is malformed.'];
}
