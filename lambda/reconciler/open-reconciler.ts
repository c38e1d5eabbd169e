import type { Source, Webhooks } from '../../core/configuration.ts';
import type { Log } from '../log.ts';
import type { Http } from './http.ts';
import { patientHttp } from './patient-http.ts';
import { openProviderApi } from './providers/index.ts';
import type { ReconcileParts } from './reconcile.ts';

/** What a reconciler is made of, whoever runs it. */
export interface ReconcilerParts extends Pick<ReconcileParts, 'webhooks' | 'read' | 'state' | 'path' | 'now' | 'wait'> {
  readonly http: Http;
  readonly log: Log;
}

/** So many pages of about 100 a run, and so much of the function's memory: the next run goes on. */
const LIMITS = { mostPages: 50, mostBytes: 100_000_000 };

/** A rate limit that lasts longer ends the run. */
const LONGEST_WAIT_MS = 30_000;

/** Puts a source's reconciler together, or `undefined` when the source does not ask for one. */
export function openReconciler(
  source: Source,
  credential: string,
  run: string,
  { http, ...parts }: ReconcilerParts,
  limits: Partial<typeof LIMITS> = {},
): ReconcileParts | undefined {
  const { reconcile: reconciliation } = source;
  if (!reconciliation) return undefined;
  const { now, wait } = parts;
  const patient = patientHttp({ http, now, wait, longestWaitMs: LONGEST_WAIT_MS });
  const api = openProviderApi(reconciliation, { http: patient, credential: credential.trim(), now });
  return { ...parts, source, reconciliation, api, run, ...LIMITS, ...limits };
}

/** The source of a name, if there is one. */
export const sourceNamed = ({ sources }: Webhooks, name: string): Source | undefined =>
  Object.hasOwn(sources, name) ? sources[name] : undefined;
