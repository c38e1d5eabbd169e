import { CLAIM_CHECK_DAYS } from '../claim-check.ts';
import { FLOW_BELIEVED_SECONDS } from '../flow-state.ts';
import { RETENTION_DAYS } from '../ledger-item.ts';
import { QUARANTINE_DAYS } from '../quarantine.ts';
import { archiveRuns } from './function-rows.ts';
import type { Inventory } from './inventory.ts';
import { type CostRow, row } from './row.ts';
import type { Traffic } from './traffic.ts';
import { ACCESS_LOG_BYTES, ENVELOPE_BYTES, LEDGER_BYTES, LOG_BYTES } from './usage.ts';
import { HOURS_A_MONTH, type ProcessorVolume, SECONDS_A_MONTH, type Volume } from './volume.ts';

const GB = 1e9;
const DAYS_A_MONTH = HOURS_A_MONTH / 24;

/** What is written down costs: in the ledger, in buckets and in logs. Storage is that of a stack that has run for long. */
export function storeRows(inventory: Inventory, traffic: Traffic, volume: Volume): CostRow[] {
  return [...ledgerRows(inventory, volume), ...bucketRows(inventory, traffic, volume), ...logRows(inventory, volume)];
}

function ledgerRows({ ledger }: Inventory, { wanted, ledgerWrites, processors }: Volume): CostRow[] {
  const attempts = Object.values(processors);
  const targets = attempts.reduce((sum, { events }) => sum + events, 0);
  const items = wanted * (LEDGER_BYTES.item + LEDGER_BYTES.overhead) + targets * LEDGER_BYTES.custody;
  const entries = wanted * ledger.indexes * (LEDGER_BYTES.entry + LEDGER_BYTES.overhead);
  const months = RETENTION_DAYS / DAYS_A_MONTH / GB;
  const reads = attempts.reduce((sum, processor) => sum + flowReads(processor), 0);
  return [
    ...row('variable', 'DynamoDB', 'writes', ledgerWrites, 'write'),
    ...row('variable', 'DynamoDB', 'reads', reads, 'read'),
    ...row('variable', 'DynamoDB', 'storage', (items + entries) * months, 'tableStorage'),
    ...(ledger.hasBackup ? row('variable', 'DynamoDB', 'backup', items * months, 'tableBackup') : []),
  ];
}

/** Whether a processor is paused is read at most once for each invocation, and by each instance now and then. */
function flowReads({ invocations, invocationMs }: ProcessorVolume): number {
  const instances = Math.max(1, Math.ceil((invocations * invocationMs) / 1000 / SECONDS_A_MONTH));
  return Math.min(invocations, (instances * SECONDS_A_MONTH) / FLOW_BELIEVED_SECONDS);
}

function bucketRows({ archive }: Inventory, { bodyKb }: Traffic, volume: Volume): CostRow[] {
  const { wanted, kept, isClaimCheck, processors } = volume;
  const bytes = bodyKb * 1024;
  const aside = isClaimCheck ? wanted : 0;
  const fetched = isClaimCheck ? Object.values(processors).reduce((sum, { attempts }) => sum + attempts, 0) : 0;
  const written = archive ? archiveRuns(volume) : 0;
  const stored =
    (aside * bytes * CLAIM_CHECK_DAYS +
      // Its body is in base64, and its headers are kept too.
      kept * ((bytes * 4) / 3 + ENVELOPE_BYTES) * QUARANTINE_DAYS +
      (archive ? wanted * (bytes + ENVELOPE_BYTES) * archive.retentionDays : 0)) /
    DAYS_A_MONTH /
    GB;
  return [
    ...row('variable', 'S3', 'objects written', aside + kept + written, 'objectPut'),
    ...row('variable', 'S3', 'objects read', fetched, 'objectGet'),
    ...row('variable', 'S3', 'storage', stored, 'objectStorage'),
  ];
}

function logRows({ hasAccessLog }: Inventory, { requests, refused, processors }: Volume): CostRow[] {
  const verifier = (requests - refused) * LOG_BYTES.taken + refused * LOG_BYTES.refused;
  const attempts = Object.values(processors)
    .map(({ events, attempts }) => events * LOG_BYTES.done + (attempts - events) * LOG_BYTES.failed)
    .reduce((sum, bytes) => sum + bytes, 0);
  return [
    ...row('variable', 'CloudWatch', 'log: verifier', verifier / GB, 'log'),
    ...row('variable', 'CloudWatch', 'log: processors', attempts / GB, 'log'),
    ...(hasAccessLog ? row('variable', 'CloudWatch', 'log: access', (requests * ACCESS_LOG_BYTES) / GB, 'log') : []),
  ];
}
