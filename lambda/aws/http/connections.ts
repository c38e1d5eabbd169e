import { NodeHttpHandler } from '@smithy/node-http-handler';

const limits = { connectionTimeout: 1000, throwOnRequestTimeout: true };

/** One for all services: a second one would shake hands with each of them once more. */
const kept = new NodeHttpHandler(limits);

/** A connection that lies idle is closed by AWS sooner or later, and whoever writes to it just then gets no answer. */
const LONGEST_IDLE_MS = 4000;
let young: NodeHttpHandler | undefined;

/** The connections for calls that are made so often at most: those that are made only once need one that is young. */
export function connections(maxAttempts: number): NodeHttpHandler {
  if (maxAttempts > 1) return kept;
  const agent = { timeout: LONGEST_IDLE_MS };
  young ??= new NodeHttpHandler({ ...limits, httpAgent: agent, httpsAgent: agent });
  return young;
}
