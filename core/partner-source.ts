import { asRecord, flag, refuseUnknown } from './parse-options.ts';
import type { Provider } from './providers/provider.ts';

/** An EventBridge partner event source that a source's events come from, as it is written in a configuration. */
export interface PartnerSourceOptions {
  /** Its name, such as `aws.partner/stripe.com/ed_…`. */
  readonly eventSource: string;
  /**
   * The bus that is associated with it: one that the stack makes, or one that is there. An event source can have one only.
   * @default 'create'
   */
  readonly bus?: 'create' | 'existing';
  /** The source has an address and a secret too, for as long as its provider also sends to that. @default false */
  readonly alsoByWebhook?: boolean;
}

/** What a configuration says of it, every default filled in. */
export type PartnerSource = Required<PartnerSourceOptions>;

/** The EventBridge partner event source of a name: its provider puts events there instead of sending requests. */
export const partnerEventSource = (
  eventSource: string,
  options: Omit<PartnerSourceOptions, 'eventSource'> = {},
): PartnerSourceOptions => ({ eventSource, ...options });

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_CreateEventBus.html, `EventSourceName` */
const EVENT_SOURCE = /^aws\.partner(?:\/[.\-_A-Za-z0-9]+){2,}$/;
const LONGEST_EVENT_SOURCE = 256;

/** What is about requests, and there are none. */
const ABOUT_REQUESTS = [
  'tolerance',
  'split',
  'emptyAnswer',
  'answerWithinSeconds',
  'maxPerSecond',
  'secretCacheSeconds',
  'allowAddresses',
];

/** Checks where a source's events come from; what is wrong is added to the problems. */
export function parsePartnerSource(
  at: string,
  { name, partner }: Provider,
  options: Readonly<Record<string, unknown>>,
  problems: string[],
): PartnerSource | undefined {
  const given = asRecord(options.from) ?? {};
  const { eventSource, bus = 'create', alsoByWebhook, ...unknown } = given;
  refuseUnknown(`${at}: "from"`, unknown, ['eventSource', 'bus', 'alsoByWebhook'], problems);
  if (!partner) problems.push(`${at}: "from" is given, but ${name} puts no events on EventBridge that are known here`);
  const isName = typeof eventSource === 'string' && EVENT_SOURCE.test(eventSource);
  const prefix = partner?.prefix ?? 'aws.partner/';
  if (!isName || !eventSource.startsWith(prefix) || eventSource.length > LONGEST_EVENT_SOURCE)
    problems.push(
      `${at}: "from.eventSource" is ${JSON.stringify(eventSource)}; allowed: the name of a partner event source of ${name}, such as ${prefix}…, as EventBridge shows it`,
    );
  if (bus !== 'create' && bus !== 'existing')
    problems.push(`${at}: "from.bus" is ${JSON.stringify(bus)}; allowed: create, existing`);
  const isByWebhook = flag(`${at}: "from"`, 'alsoByWebhook', alsoByWebhook, problems);
  for (const option of isByWebhook ? [] : ABOUT_REQUESTS)
    if (options[option] !== undefined)
      problems.push(`${at}: "${option}" is about requests, and with "from" there are none: leave it out`);
  return {
    eventSource: String(eventSource),
    bus: bus === 'existing' ? 'existing' : 'create',
    alsoByWebhook: isByWebhook,
  };
}
