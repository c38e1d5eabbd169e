import type { HandOver } from '../../forwarder/forward.ts';
import { fieldsOf, openService } from '../service-request.ts';

/** What an entry takes, all its fields together: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html */
const LARGEST_ENTRY = 1_048_576;

/** Room for what is beside the envelope: the time counts 14 bytes, the source and the type up to some hundred. */
export const LARGEST_DETAIL = LARGEST_ENTRY - 2048;

const action = 'events:PutEvents';

/**
 * Hands events over to a bus: `source` is `breakwater.SOURCE`, `detail-type` the event type, `detail` the envelope.
 * https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html
 */
export function toEventBus(arn: string, endpoint: string | undefined): HandOver {
  const request = openService(arn, endpoint);
  const headers = { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': 'AWSEvents.PutEvents' };
  return async ({ envelope, source, type, time }, signal) => {
    const entry = {
      EventBusName: arn,
      Source: `breakwater.${source}`,
      DetailType: type,
      Detail: envelope,
      Time: Date.parse(time) / 1000,
    };
    const { body } = await request({ action, headers, body: JSON.stringify({ Entries: [entry] }) }, signal);
    // An entry that the bus did not take is answered 200 like all others.
    const { FailedEntryCount, Entries } = fieldsOf(body);
    if (FailedEntryCount === 0) return;
    const [{ ErrorCode = 'no error code', ErrorMessage = '' } = {}] = Array.isArray(Entries) ? Entries : [];
    throw new Error(`${action} did not take the event: ${String(ErrorCode)}: ${String(ErrorMessage).slice(0, 500)}`);
  };
}
