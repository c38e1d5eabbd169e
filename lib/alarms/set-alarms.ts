import {
  Alarm,
  AlarmRule,
  AlarmState,
  ComparisonOperator,
  CompositeAlarm,
  type IAlarm,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import type { AlarmRow, CompositeRow, Places, Severity } from './alarm-row.ts';
import { alarmText, type TextOptions } from './alarm-text.ts';

/** What is the same for every alarm of a stack. */
export interface AlarmSetting extends TextOptions {
  /** Who hears of what; nobody where there is no topic. */
  readonly topics: { readonly [Each in Severity]?: ITopic | undefined };
  /** Rows that are left out, by name. */
  readonly without: readonly string[];
}

/** What alarms are set for. */
export interface Subject {
  /** What their names begin with. */
  readonly prefix: string;
  readonly places: Places;
}

export interface SetAlarm {
  readonly name: string;
  readonly alarm: Alarm;
  readonly isCovered: boolean;
  readonly rollsBack: boolean;
}

/** Sets those alarms of a table that are wanted. */
export function setRows<Watched>(
  scope: Construct,
  rows: readonly AlarmRow<Watched>[],
  watched: Watched,
  subject: Subject,
  setting: AlarmSetting,
): SetAlarm[] {
  const wanted = rows.filter(({ name, isWanted }) => !setting.without.includes(name) && (isWanted?.(watched) ?? true));
  return wanted.map((row) => {
    const { name, isCovered = false, rollsBack = false } = row;
    const places = { ...subject.places, ...row.places?.(watched) };
    const alarm = new Alarm(scope, name, {
      alarmName: `${subject.prefix}-${name}`,
      alarmDescription: alarmText(scope, row, places, setting),
      metric: row.metric(watched),
      threshold: row.above(watched),
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      evaluationPeriods: row.periods(watched),
      // SQS reports nothing on a queue that has been empty for hours, and what did not happen is not counted at all.
      treatMissingData: row.silenceRings ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
    });
    if (!isCovered) tell(alarm, setting.topics[row.severity]);
    return { name, alarm, isCovered, rollsBack };
  });
}

/**
 * Sets the alarm that takes those together that are covered: they have no action of their own, so that one outage is told
 * once, however many of them ring. It is quiet while `unless` rings, which tells of something that is wider.
 */
export function setComposite(
  scope: Construct,
  row: CompositeRow,
  alarms: readonly SetAlarm[],
  subject: Subject,
  setting: AlarmSetting,
  unless?: IAlarm,
): CompositeAlarm | undefined {
  const covered = alarms.filter(({ isCovered }) => isCovered).map(({ alarm }) => alarm);
  if (covered.length === 0) return undefined;
  const rings = AlarmRule.anyOf(...covered.map((alarm) => AlarmRule.fromAlarm(alarm, AlarmState.ALARM)));
  const composite = new CompositeAlarm(scope, row.name, {
    compositeAlarmName: `${subject.prefix}-${row.name}`,
    alarmDescription: alarmText(scope, row, subject.places, setting),
    alarmRule: unless ? AlarmRule.allOf(rings, AlarmRule.not(AlarmRule.fromAlarm(unless, AlarmState.ALARM))) : rings,
  });
  tell(composite, setting.topics.page);
  return composite;
}

/** Of its end too: whoever was woken by a service for that is told that it is over. */
function tell(alarm: Alarm | CompositeAlarm, topic: ITopic | undefined): void {
  if (!topic) return;
  alarm.addAlarmAction(new SnsAction(topic));
  alarm.addOkAction(new SnsAction(topic));
}
