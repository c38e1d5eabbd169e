import type { Alarm, IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { deadlineOf } from '../../core/answer-time.ts';
import type { Source } from '../../core/configuration.ts';
import {
  type Counted,
  PROCESSOR_ALARMS,
  RECEIVER_ALARMS,
  RECEIVER_IN_TROUBLE,
  type Receiver,
} from './receiver-alarms.ts';
import { RECONCILER_ALARMS, type WatchedReconciler } from './reconciler-alarms.ts';
import { type AlarmSetting, type SetAlarm, type Subject, setComposite, setRows } from './set-alarms.ts';
import { SOURCE_ALARMS, SOURCE_IN_TROUBLE } from './source-alarms.ts';
import { WAY_IN_ALARMS, type WayIn } from './way-in-alarms.ts';

/** A function of ours, which has a log. */
type Logged = { readonly function: { readonly logGroup: ILogGroup } };

type Queued = Omit<Receiver, keyof Counted> & Logged;

/** Sets the alarms of one stack, and returns of each part those on which a new version goes back. */
export interface Alarms {
  watchWayIn(scope: Construct, wayIn: Omit<WayIn, 'maxRequestsPerDay'> & Logged): readonly Alarm[];
  /** After the way in, since it is quiet while nothing comes in at all. */
  watchSource(scope: Construct, source: Source): void;
  watchProcessor(scope: Construct, processor: Queued & { readonly name: string }): readonly Alarm[];
  /** What is ours and receives events from a queue, such as the archive. */
  watchReceiver(scope: Construct, receiver: Queued & { readonly name: string }): void;
  watchReconciler(scope: Construct, reconciler: Omit<WatchedReconciler, 'stackName'> & Logged): void;
  /** The names of all that have been set so far, those first of which somebody is told. */
  readonly names: readonly string[];
}

export interface AlarmsProps extends AlarmSetting {
  readonly maxRequestsPerDay?: number | undefined;
}

export function createAlarms(stackName: string, setting: AlarmsProps): Alarms {
  const told: string[] = [];
  const covered: string[] = [];
  let verifierLog: ILogGroup | undefined;
  let notTaken: IAlarm | undefined;

  const note = (prefix: string, set: readonly SetAlarm[], composite?: string) => {
    told.push(...[...(composite ? [composite] : []), ...rowsOf(set, false)].map((name) => `${prefix}-${name}`));
    covered.push(...rowsOf(set, true).map((name) => `${prefix}-${name}`));
    return set.filter(({ rollsBack }) => rollsBack).map(({ alarm }) => alarm);
  };
  const watchQueue = (
    scope: Construct,
    receiver: Receiver & Logged,
    more: (counted: Counted, subject: Subject) => SetAlarm[] = () => [],
  ) => {
    const { queueName, function: handler } = receiver;
    const subject = { prefix: queueName, places: { queueName, logGroupName: handler.logGroup.logGroupName } };
    const set = [...setRows(scope, RECEIVER_ALARMS, receiver, subject, setting), ...more(receiver, subject)];
    const composite = setComposite(scope, RECEIVER_IN_TROUBLE, set, subject, setting);
    return note(queueName, set, composite && RECEIVER_IN_TROUBLE.name);
  };

  return {
    get names() {
      return [...told, ...covered];
    },
    watchWayIn(scope, wayIn) {
      verifierLog = wayIn.function.logGroup;
      const subject = { prefix: stackName, places: { logGroupName: verifierLog.logGroupName } };
      const set = setRows(
        scope,
        WAY_IN_ALARMS,
        { ...wayIn, maxRequestsPerDay: setting.maxRequestsPerDay },
        subject,
        setting,
      );
      notTaken = set.find(({ rollsBack }) => rollsBack)?.alarm;
      return note(stackName, set);
    },
    watchSource(scope, watched) {
      const { name, alarmAfterSilenceHours } = watched;
      const prefix = `${stackName}-${name}`;
      const source = { stackName, source: name, deadlineSeconds: deadlineOf(watched), alarmAfterSilenceHours };
      const subject = { prefix, places: { logGroupName: verifierLog?.logGroupName } };
      const set = setRows(scope, SOURCE_ALARMS, source, subject, setting);
      const composite = setComposite(scope, SOURCE_IN_TROUBLE, set, subject, setting, notTaken);
      note(prefix, set, composite && SOURCE_IN_TROUBLE.name);
    },
    watchProcessor: (scope, processor) =>
      watchQueue(scope, { ...processor, stackName, processor: processor.name }, (counted, subject) =>
        setRows(scope, PROCESSOR_ALARMS, counted, subject, setting),
      ),
    watchReceiver: (scope, receiver) => void watchQueue(scope, { ...receiver, stackName, processor: receiver.name }),
    watchReconciler(scope, reconciler) {
      const prefix = `${stackName}-${reconciler.source}`;
      const subject = { prefix, places: { logGroupName: reconciler.function.logGroup.logGroupName } };
      note(prefix, setRows(scope, RECONCILER_ALARMS, { ...reconciler, stackName }, subject, setting));
    },
  };
}

const rowsOf = (set: readonly SetAlarm[], covered: boolean) =>
  set.filter(({ isCovered }) => isCovered === covered).map(({ name }) => name);
