import type { InvocationResult } from '../functions/invocation.ts';
import type { MetricStore } from './metric-store.ts';

type Dimensions = Readonly<Record<string, string>>;

/** What CloudWatch is told of one request. */
export interface ApiRequest {
  readonly kind: 'http-api' | 'rest-api';
  readonly apiId: string;
  readonly apiName: string;
  readonly stage: string;
  readonly status: number;
  readonly ms: number;
}

/** What lies on a queue. */
export interface QueueDepth {
  readonly name: string;
  readonly visible: number;
  /** Received, and neither deleted nor back. */
  readonly notVisible: number;
  /** Of the oldest message that has not been deleted; 0 when there is none. */
  readonly oldestSeconds: number;
}

/** Puts into a store what AWS's services say of themselves, under the names and dimensions that they have in CloudWatch. */
export interface ServiceMetrics {
  /** https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html */
  invoked(functionName: string, aliases: readonly string[], result: InvocationResult['kind'], ms: number): void;
  /**
   * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-metrics.html and
   * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html
   */
  answered(request: ApiRequest): void;
  /** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html */
  lies(depth: QueueDepth): void;
  /** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html */
  throttled(table: string, operation: string): void;
}

const API_ERRORS = { 'http-api': ['4xx', '5xx'], 'rest-api': ['4XXError', '5XXError'] } as const;

/** Makes what puts the metrics of services into a store. */
export function serviceMetrics(store: Pick<MetricStore, 'put'>, now: () => number): ServiceMetrics {
  const put = (namespace: string, sets: readonly Dimensions[], values: Readonly<Record<string, number>>) => {
    const at = now();
    for (const dimensions of sets)
      for (const [metric, value] of Object.entries(values)) store.put({ namespace, metric, dimensions, value, at });
  };
  return {
    invoked(FunctionName, aliases, result, ms) {
      const resources = [FunctionName, ...aliases.map((alias) => `${FunctionName}:${alias}`)];
      const sets = [{ FunctionName }, ...resources.map((Resource) => ({ FunctionName, Resource }))];
      put('AWS/Lambda', sets, { Invocations: 1, Errors: result === 'answered' ? 0 : 1, Throttles: 0, Duration: ms });
    },
    answered({ kind, apiId, apiName, stage, status, ms }) {
      const api: Dimensions = kind === 'http-api' ? { ApiId: apiId } : { ApiName: apiName };
      const [clientErrors, serverErrors] = API_ERRORS[kind];
      const is = (hundred: number) => (Math.floor(status / 100) === hundred ? 1 : 0);
      const values = { Count: 1, [clientErrors]: is(4), [serverErrors]: is(5), Latency: ms };
      put('AWS/ApiGateway', [api, { ...api, Stage: stage }], values);
    },
    lies({ name: QueueName, visible, notVisible, oldestSeconds }) {
      put('AWS/SQS', [{ QueueName }], {
        ApproximateNumberOfMessagesVisible: visible,
        ApproximateNumberOfMessagesNotVisible: notVisible,
        ApproximateAgeOfOldestMessage: oldestSeconds,
      });
    },
    throttled(TableName, Operation) {
      const isRead = /^(?:Get|BatchGet|Query|Scan)/.test(Operation);
      put('AWS/DynamoDB', [{ TableName, Operation }], { ThrottledRequests: 1 });
      put('AWS/DynamoDB', [{ TableName }], { [isRead ? 'ReadThrottleEvents' : 'WriteThrottleEvents']: 1 });
    },
  };
}
