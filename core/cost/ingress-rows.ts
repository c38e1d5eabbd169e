import type { Webhooks } from '../configuration.ts';
import { SECRET_CACHE_SECONDS } from '../secrets.ts';
import { verifierMs } from './billed-ms.ts';
import type { Inventory } from './inventory.ts';
import { type CostRow, row } from './row.ts';
import { sharesOf, type Traffic } from './traffic.ts';
import { SECONDS_A_MONTH, type Volume } from './volume.ts';

/** An HTTP API bills a request for each of these that it has. */
const METERED_KB = 512;

/** What the way in costs: the API, what is before it, the verifier, and the secrets that it reads. */
export function ingressRows(inventory: Inventory, webhooks: Webhooks, traffic: Traffic, volume: Volume): CostRow[] {
  const { entrance, hasCdn, cdnFunctions, webAcls } = inventory;
  const { requests } = volume;
  const reads = secretReads(webhooks, traffic, requests * (verifierMs(inventory.verifier) / 1000), volume);
  const api =
    entrance === 'http-api'
      ? row('variable', 'API Gateway', 'HTTP API', requests * Math.ceil(traffic.bodyKb / METERED_KB), 'httpApi')
      : row('variable', 'API Gateway', 'REST API', requests, 'restApi');
  return [
    ...(hasCdn ? row('variable', 'CloudFront', 'requests', requests, 'cdnRequest') : []),
    ...row('variable', 'CloudFront', 'functions', requests * cdnFunctions, 'cdnFunction'),
    ...row('variable', 'WAF', 'requests', requests * webAcls.length, 'wafRequest'),
    ...api,
    ...row('variable', 'Secrets Manager', 'reads of secrets', reads, 'secretCall'),
    // One trace goes from the verifier to the processors. X-Ray takes the first of each second, and one in twenty others.
    ...(inventory.verifier.isTraced ? row('variable', 'X-Ray', 'traces', tracesOf(requests), 'trace') : []),
  ];
}

/**
 * Each instance reads a source's secret anew once its time is over, and no more often than requests come.
 * @param atWork - for how many seconds the verifier runs in a month
 */
function secretReads(webhooks: Webhooks, traffic: Traffic, atWork: number, { requests }: Volume): number {
  const instances = Math.max(1, Math.ceil(atWork / SECONDS_A_MONTH));
  const shares = sharesOf(webhooks, traffic.sources);
  return Object.values(webhooks.sources)
    .map(({ name, secretCacheSeconds = SECRET_CACHE_SECONDS }) =>
      Math.min(requests * (shares[name] ?? 0), (instances * SECONDS_A_MONTH) / secretCacheSeconds),
    )
    .reduce((sum, reads) => sum + reads, 0);
}

/** https://docs.aws.amazon.com/xray/latest/devguide/xray-console-sampling.html */
const tracesOf = (requests: number) =>
  Math.min(requests, SECONDS_A_MONTH) + 0.05 * Math.max(0, requests - SECONDS_A_MONTH);
