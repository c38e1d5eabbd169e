import { readArn } from '../../../core/arn.ts';
import type { HandOver } from '../../forwarder/forward.ts';
import type { AwsOptions } from '../client-config.ts';
import { openJsonService } from '../http/json-service.ts';
import { once } from './once.ts';

/** What an entry takes, all its fields together: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html */
const LARGEST_ENTRY = 1_048_576;

/** Room for what is beside the envelope: the time counts 14 bytes, the source and the type up to some hundred. */
export const LARGEST_DETAIL = LARGEST_ENTRY - 2048;

interface EventsActions {
  PutEvents: { readonly input: object; readonly output: PutEventsOutput };
}

interface PutEventsOutput {
  readonly FailedEntryCount?: number;
  readonly Entries?: readonly { readonly ErrorCode?: string; readonly ErrorMessage?: string }[];
}

const DIALECT = { service: 'events', target: 'AWSEvents', version: '1.1' } as const;

/**
 * Hands events over to a bus: `source` is `breakwater.SOURCE`, `detail-type` the event type, `detail` the envelope.
 * https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html
 */
export function toEventBus(arn: string, options?: AwsOptions): HandOver {
  const events = openJsonService<EventsActions>(DIALECT, once(readArn(arn).region, options));
  return async ({ envelope, source, type, time }, signal) => {
    const entry = {
      EventBusName: arn,
      Source: `breakwater.${source}`,
      DetailType: type,
      Detail: envelope,
      Time: Date.parse(time) / 1000,
    };
    // An entry that the bus did not take is answered 200 like all others.
    const { FailedEntryCount, Entries = [] } = await events.call('PutEvents', { Entries: [entry] }, { signal });
    if (FailedEntryCount === 0) return;
    const [{ ErrorCode = 'no error code', ErrorMessage = '' } = {}] = Entries;
    throw new Error(`events:PutEvents did not take the event: ${ErrorCode}: ${ErrorMessage.slice(0, 500)}`);
  };
}
