import { resolve } from 'node:path';
import { parseJson } from '../../core/content.ts';
import { decodeQuarantined, type QuarantinedRequest } from '../../core/quarantine.ts';
import { type HttpEvent, readHttpEvent } from '../../lambda/verifier/http-event.ts';
import { wrongUse } from '../cli-error.ts';
import { readOptionFile } from '../read-option-file.ts';

/** A request out of a file. */
export type FiledRequest = Pick<QuarantinedRequest, 'source' | 'tenant' | 'requestId' | 'receivedAt' | 'delivery'>;

/**
 * Reads a request from a file: an object of the quarantine, or an event of API Gateway (of either payload) out of a log.
 * @param webhookUrl - what the path of each source is added to
 * @throws {CliError} when it is neither
 */
export function readDeliveryFile(directory: string, file: string, webhookUrl: string): FiledRequest {
  const path = resolve(directory, file);
  const text = readOptionFile('--file', path).toString('utf8');
  const value = parseJson(text);
  if (isHttpEvent(value)) return fromEvent(value, new URL(webhookUrl).origin);
  try {
    return decodeQuarantined(text);
  } catch {
    throw wrongUse(
      `--file ${path} holds neither a request of the quarantine nor an event of API Gateway: it needs source, requestId, receivedAt, cause, method, url, headers and the body in base64`,
    );
  }
}

type TimedEvent = HttpEvent & {
  readonly requestContext: { readonly timeEpoch?: number; readonly requestTimeEpoch?: number };
};

function isHttpEvent(value: unknown): value is TimedEvent {
  const context: unknown =
    typeof value === 'object' && value !== null ? Reflect.get(value, 'requestContext') : undefined;
  return typeof context === 'object' && context !== null && 'requestId' in context;
}

function fromEvent(event: TimedEvent, publicUrl: string): FiledRequest {
  const { source, tenant, requestId, delivery } = readHttpEvent(event, publicUrl);
  const { timeEpoch, requestTimeEpoch } = event.requestContext;
  const receivedAt = new Date(timeEpoch ?? requestTimeEpoch ?? Date.now()).toISOString();
  const named = source ? { source, tenant } : namedIn(delivery.url);
  return { ...named, requestId, receivedAt, delivery };
}

/** The source in a path, and the tenant after it, if there is one; whatever is before `webhooks` belongs to a proxy. */
function namedIn(url: string): Pick<FiledRequest, 'source' | 'tenant'> {
  const path = url.split('?')[0] ?? '';
  const [, source, tenant] = /\/webhooks\/([^/]+)(?:\/([^/]+))?$/.exec(path) ?? [];
  return { source: source ?? path.split('/').at(-1) ?? '', tenant };
}
