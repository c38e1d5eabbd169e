import type { Webhooks } from '../../core/index.ts';
import type { MetricStore } from '../../local/metrics/metric-store.ts';
import type { Deployment } from '../deployment.ts';
import type { Terminal } from '../terminal.ts';
import type { EventIndex } from './event-index.ts';
import type { RunMemory } from './memory/run-memory.ts';

/** What a local run has counted. */
export interface RunMetrics {
  readonly store: MetricStore;
  /** The stack's name, by which its metrics go. */
  readonly stack: string;
}

/** What the routes of a console work with. */
export interface ConsoleContext {
  readonly deployment: Deployment;
  /** The configuration of the moment: a reload may bring another. */
  readonly webhooks: () => Webhooks;
  readonly index: EventIndex;
  /** What a local run remembers; absent of a deployed stack. */
  readonly memory?: RunMemory | undefined;
  /** What a local run has counted; absent of a deployed stack, which tells CloudWatch. */
  readonly metrics?: RunMetrics | undefined;
  /** The directory that the app was synthesized to; absent of a deployed stack. */
  readonly assembly?: string | undefined;
  /** Nobody watches it: what a command would say on the way is not said. */
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
}

/** What was asked for. */
export interface Asked {
  readonly query: URLSearchParams;
  /** The JSON object that was posted; empty where nothing was. */
  readonly body: Readonly<Record<string, unknown>>;
}

/** One thing that the page can ask the server for. */
export interface Route {
  readonly method: 'GET' | 'POST';
  /** After `/console/api/`. */
  readonly path: string;
  /** @throws {CliError} what the person at the page can do something about */
  readonly answer: (asked: Asked, context: ConsoleContext) => Promise<unknown>;
}
