import { functionNameIn } from '../functions/function-name.ts';
import type { ResourceType } from './resource-type.ts';

interface MappingProperties {
  readonly EventSourceArn?: string;
  readonly FunctionName?: string;
  readonly BatchSize?: number;
  readonly MaximumBatchingWindowInSeconds?: number;
  readonly ScalingConfig?: { readonly MaximumConcurrency?: number };
  readonly FunctionResponseTypes?: readonly string[];
  readonly FilterCriteria?: unknown;
  readonly Enabled?: boolean;
}

const DEFAULT_BATCH_SIZE = 10;
/** A laptop has a few cores for all functions; AWS starts five pollers. */
const MOST_INVOCATIONS_AT_ONCE = 2;

/** Who works with a local run does not want to wait for minutes until a large batch has come together. */
const LONGEST_WINDOW_SECONDS = 2;

/** A queue whose messages are handed to a function. */
export const eventSourceMapping: ResourceType = {
  types: ['AWS::Lambda::EventSourceMapping'],

  bringUp({ logicalId, properties }, { queueUrl, report }, { mappings }) {
    const mapping: MappingProperties = properties;
    const queueArn = mapping.EventSourceArn ?? '';
    const [, , service, , , queueName = ''] = queueArn.split(':');
    if (service !== 'sqs')
      report({ kind: 'warning', text: `${logicalId}: a local run maps SQS queues, and not ${queueArn}` });
    else if (mapping.Enabled !== false) {
      if (mapping.FilterCriteria)
        report({ kind: 'warning', text: `${logicalId}: a local run hands over every message, without FilterCriteria` });
      mappings.push({
        logicalId,
        functionName: functionNameIn(mapping.FunctionName ?? ''),
        queueName,
        queueArn,
        queueUrl: queueUrl(queueName),
        batchSize: Number(mapping.BatchSize ?? DEFAULT_BATCH_SIZE),
        windowSeconds: Math.min(LONGEST_WINDOW_SECONDS, Number(mapping.MaximumBatchingWindowInSeconds ?? 0)),
        concurrency: Math.min(
          MOST_INVOCATIONS_AT_ONCE,
          Number(mapping.ScalingConfig?.MaximumConcurrency ?? MOST_INVOCATIONS_AT_ONCE),
        ),
        reportsItems: mapping.FunctionResponseTypes?.includes('ReportBatchItemFailures') ?? false,
      });
    }
    return { ref: logicalId, attributes: { Id: logicalId } };
  },
};
