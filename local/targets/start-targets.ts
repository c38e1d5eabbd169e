import type { AwsEndpoint } from '../aws-endpoint.ts';
import type { FunctionFleet } from '../functions/function-fleet.ts';
import type { Report } from '../report.ts';
import type { Blueprint, Engines } from '../resources/resource-type.ts';
import { type DeliverParts, deliverToRules } from './deliver-to-rules.ts';
import { type BusEvent, eventTarget } from './event-target.ts';
import { functionTarget } from './function-target.ts';
import { HANDED_OVER_PATH, handedOverList } from './handed-over.ts';
import { streamTarget } from './stream-target.ts';

interface TargetsOptions {
  readonly endpoint: AwsEndpoint;
  readonly fleet: Pick<FunctionFleet, 'invoke'>;
  readonly report: Report;
}

/** What plays the functions, buses and streams that events are handed over to. */
export interface PlayedTargets {
  /** Goes over to what a template says. */
  apply(blueprint: Blueprint, engines: Pick<Engines, 'queues' | 'queueUrl'>): void;
}

/** Serves Lambda's, EventBridge's and Kinesis' calls with which events are handed over. */
export function startTargets({ endpoint, fleet, report }: TargetsOptions): PlayedTargets {
  const handedOver = handedOverList(report);
  let played: Pick<DeliverParts, 'blueprint' | 'queues' | 'queueUrl'> | undefined;
  const functionIdOf = (arn: string) =>
    [...(played?.blueprint.functions.values() ?? [])].find((one) => one.arn === arn || arn.startsWith(`${one.arn}:`))
      ?.logicalId;
  const { invoke } = fleet;
  const deliver = async (event: BusEvent) =>
    played !== undefined && deliverToRules(event, { ...played, invoke, report });
  endpoint.serve('lambda', functionTarget({ handedOver, functionIdOf, invoke }));
  endpoint.serve('events', eventTarget({ handedOver, deliver }));
  endpoint.serve('kinesis', streamTarget(handedOver));
  endpoint.show(HANDED_OVER_PATH, () => handedOver.all());
  return {
    apply(blueprint, { queues, queueUrl }) {
      played = { blueprint, queues, queueUrl };
    },
  };
}
