import type { MetricStore } from '../metrics/metric-store.ts';
import type { Report } from '../report.ts';
import type { AlarmDefinition, AlarmState } from './alarm-definition.ts';
import { evaluateAlarm } from './evaluate-alarm.ts';

/** An alarm and its state. */
export interface AlarmStatus {
  readonly name: string;
  readonly arn: string;
  readonly description: string;
  readonly kind: AlarmDefinition['kind'];
  readonly state: AlarmState;
  /** When it came into this state, in milliseconds since 1970. */
  readonly since: number;
}

/** The alarms of a run. */
export interface AlarmWatch {
  /** Watches these from now on; those that were watched before keep their state. */
  apply(alarms: readonly AlarmDefinition[]): void;
  /** Every alarm as it is now. */
  statuses(): readonly AlarmStatus[];
  stop(): void;
}

export interface AlarmWatchOptions {
  readonly store: Pick<MetricStore, 'query'>;
  readonly report: Report;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

const EVERY_MS = 1000;

/** Watches alarms, and tells of each that begins to ring or ends. */
export function watchAlarms({ store, report, now }: AlarmWatchOptions): AlarmWatch {
  let watched: readonly AlarmDefinition[] = [];
  const states = new Map<string, Pick<AlarmStatus, 'state' | 'since'>>();

  const note = (alarm: AlarmDefinition, state: AlarmState, at: number) => {
    const before = states.get(alarm.name)?.state;
    if (state === before) return;
    states.set(alarm.name, { state, since: at });
    if (state === 'ALARM' || before === 'ALARM') report({ kind: 'alarm', text: changeText(alarm, state) });
  };
  const stateOf = (nameOrArn: string) =>
    states.get(watched.find(({ name, arn }) => name === nameOrArn || arn === nameOrArn)?.name ?? '')?.state;
  const look = () => {
    const at = now();
    for (const alarm of watched)
      if (alarm.kind === 'metric')
        note(alarm, evaluateAlarm(alarm, store, at, states.get(alarm.name)?.state ?? 'INSUFFICIENT_DATA'), at);
    for (const alarm of watched) if (alarm.kind === 'composite') note(alarm, alarm.rule(stateOf) ? 'ALARM' : 'OK', at);
  };
  const timer = setInterval(look, EVERY_MS);
  return {
    apply(alarms) {
      watched = alarms;
      for (const name of states.keys()) if (!alarms.some((alarm) => alarm.name === name)) states.delete(name);
    },
    statuses() {
      look();
      return watched.map(({ name, arn, description, kind }) => ({
        name,
        arn,
        description,
        kind,
        state: 'INSUFFICIENT_DATA',
        since: now(),
        ...states.get(name),
      }));
    },
    stop: () => clearInterval(timer),
  };
}

/** The first lines of an alarm's text say what broke; the others are links into a console that a local run has not. */
function changeText({ name, description }: AlarmDefinition, state: AlarmState): string {
  if (state !== 'ALARM') return `${name} is over`;
  const [broke = '', ...others] = description.split('\n');
  const section = others.find((line) => line.startsWith('Do: '));
  return [`${name} rings: ${broke}`, ...(section ? [section.slice('Do: '.length)] : [])].join(' ');
}
