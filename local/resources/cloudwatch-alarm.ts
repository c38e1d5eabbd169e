import { readAlarm, readCompositeAlarm } from '../alarms/read-alarm.ts';
import type { ResourceType } from './resource-type.ts';

/** An alarm, which a local run evaluates on its own metrics. It tells nobody but who watches the run. */
export const cloudwatchAlarm: ResourceType = {
  types: ['AWS::CloudWatch::Alarm', 'AWS::CloudWatch::CompositeAlarm'],

  bringUp({ type, name, properties }, _engines, { alarms, assembly: { region, account } }) {
    const arn = `arn:aws:cloudwatch:${region}:${account}:alarm:${name}`;
    const named = { name, arn };
    const isComposite = type === 'AWS::CloudWatch::CompositeAlarm';
    alarms.push(isComposite ? readCompositeAlarm(named, properties) : readAlarm(named, properties));
    return { ref: name, attributes: { Arn: arn } };
  },
};
