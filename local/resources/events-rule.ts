import type { ResourceType } from './resource-type.ts';

interface RuleProperties {
  readonly ScheduleExpression?: string;
  readonly EventBusName?: string;
  readonly EventPattern?: unknown;
  readonly State?: string;
  readonly Targets?: readonly { readonly Arn?: string }[];
}

const UNITS: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/**
 * A rule for what comes to a bus, or a schedule that calls functions at a steady rate: the first call comes when the first
 * interval is over, as on AWS.
 */
export const eventsRule: ResourceType = {
  types: ['AWS::Events::Rule'],

  bringUp({ logicalId, name, properties }, { report }, { schedules, rules, assembly: { region, account } }) {
    const {
      ScheduleExpression = '',
      EventBusName = 'default',
      EventPattern,
      State,
      Targets = [],
    }: RuleProperties = properties;
    const arn = `arn:aws:events:${region}:${account}:rule/${name}`;
    if (EventPattern !== undefined && State !== 'DISABLED')
      rules.push({ busName: EventBusName, pattern: EventPattern, targetArns: Targets.flatMap(({ Arn }) => Arn ?? []) });
    if (ScheduleExpression === '' && EventPattern !== undefined) return { ref: name, attributes: { Arn: arn } };
    const [, count, unit = ''] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(ScheduleExpression) ?? [];
    if (count === undefined)
      report({
        kind: 'warning',
        text: `${logicalId}: a local run knows rules with a rate, and not ${ScheduleExpression}`,
      });
    else if (State !== 'DISABLED')
      for (const { Arn: functionArn = '' } of Targets)
        schedules.push({ logicalId, functionArn, everyMs: Number(count) * (UNITS[unit] ?? 0) });
    return { ref: name, attributes: { Arn: arn } };
  },
};
