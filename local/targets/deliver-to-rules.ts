import { readArn } from '../../core/arn.ts';
import { callEngine } from '../engines/call-engine.ts';
import type { Engine } from '../engines/engine.ts';
import { functionNameIn } from '../functions/function-name.ts';
import type { InvocationResult } from '../functions/invocation.ts';
import type { Report } from '../report.ts';
import type { Blueprint } from '../resources/resource-type.ts';
import type { BusEvent } from './event-target.ts';
import { matchesPattern } from './matches-pattern.ts';

export interface DeliverParts {
  readonly blueprint: Pick<Blueprint, 'assembly' | 'buses' | 'rules' | 'functions'>;
  readonly queues: Engine;
  readonly queueUrl: (name: string) => string;
  readonly invoke: (functionId: string, payload: string) => Promise<InvocationResult>;
  readonly report: Report;
}

/** Hands an event to the targets of the template's rules that it fits, as EventBridge does; tells whether the bus is here. */
export async function deliverToRules(event: BusEvent, parts: DeliverParts): Promise<boolean> {
  const { assembly, buses, rules } = parts.blueprint;
  const bus = busName(event.bus);
  const onBus = rules.filter(({ busName: name }) => busName(name) === bus);
  const { region, account } = assembly;
  const head = {
    version: '0',
    id: event.id,
    'detail-type': event.detailType,
    source: event.source,
    account,
    time: event.time.replace(/\.\d+Z$/, 'Z'),
    region,
    resources: [],
  };
  const text = `${JSON.stringify(head).slice(0, -1)},"detail":${event.detail}}`;
  const whole: unknown = JSON.parse(text);
  const targets = onBus.filter(({ pattern }) => matchesPattern(pattern, whole)).flatMap(({ targetArns }) => targetArns);
  for (const target of targets) await deliver(target, text, parts);
  return onBus.length > 0 || buses.has(bus);
}

const busName = (nameOrArn: string) =>
  nameOrArn.startsWith('arn:') ? readArn(nameOrArn).resource.replace(/^event-bus\//, '') : nameOrArn;

async function deliver(arn: string, text: string, { blueprint, queues, queueUrl, invoke, report }: DeliverParts) {
  const { service, resource } = readArn(arn);
  const called = [...blueprint.functions.values()].find(({ name }) => name === functionNameIn(arn));
  if (service === 'sqs')
    await callEngine(queues, 'sqs', 'SendMessage', { QueueUrl: queueUrl(resource), MessageBody: text });
  else if (called) await invoke(called.logicalId, text);
  else report({ kind: 'warning', text: `a local run's rules lead to queues and functions, and not to ${arn}` });
}
