import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { ARCHIVE } from '../../core/archive.ts';
import { ARCHIVE_ENVIRONMENT, readEnvironment } from '../../core/environment.ts';
import { invocationId } from '../../core/invocation-id.ts';
import { openArchive } from '../aws/archive.ts';
import { openClaimChecks } from '../aws/claim-checks.ts';
import { openLedger } from '../aws/ledger.ts';
import { lambdaLog } from '../log.ts';
import { lambdaMetrics } from '../metrics.ts';
import { type ArchiveParts, archiveBatch } from './archive-batch.ts';

const environment = readEnvironment(ARCHIVE_ENVIRONMENT, process.env);
const claimChecks = openClaimChecks(environment.CLAIM_CHECK_BUCKET);
const FETCH_MS = 10_000;
const metrics = lambdaMetrics(environment.STACK_NAME, process.env.METRICS_SECONDS);

const parts: ArchiveParts = {
  fetchBody: (claimCheck) => claimChecks.fetch(claimCheck, AbortSignal.timeout(FETCH_MS)),
  putObject: openArchive(environment.ARCHIVE_BUCKET),
  ledger: openLedger(environment.LEDGER_TABLE),
  now: Date.now,
  log: lambdaLog(),
  count: (figures) => metrics.ofProcessor(ARCHIVE, figures),
};

/** The archive: what Lambda runs for a batch of events that were accepted. */
export async function handler({ Records }: SQSEvent, context: Context): Promise<SQSBatchResponse> {
  const deadline = Date.now() + context.getRemainingTimeInMillis();
  const response = await archiveBatch(Records, { id: invocationId(context.awsRequestId), deadline }, parts);
  metrics.endInvocation();
  return response;
}
