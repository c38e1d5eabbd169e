import type { InvocationResult } from '../functions/invocation.ts';
import type { Report } from '../report.ts';

/** A function that is called at a steady rate. */
export interface ScheduleDefinition {
  readonly logicalId: string;
  readonly functionArn: string;
  readonly everyMs: number;
}

export interface FollowedSchedule {
  readonly schedule: ScheduleDefinition;
  /** The logical id of the function. */
  readonly functionId: string;
}

/** The clocks of every schedule. */
export interface ScheduleGroup {
  /** Calls by these schedules from now on: those that did not change go on. */
  apply(schedules: readonly FollowedSchedule[]): void;
  stop(): void;
}

interface ScheduleGroupOptions {
  readonly invoke: (functionId: string, payload: string) => Promise<InvocationResult>;
  readonly report: Report;
}

export function createScheduleGroup({ invoke, report }: ScheduleGroupOptions): ScheduleGroup {
  const clocks = new Map<string, NodeJS.Timeout>();
  const call = async ({ schedule, functionId }: FollowedSchedule) => {
    const result = await invoke(functionId, JSON.stringify({ source: 'aws.events', 'detail-type': 'Scheduled Event' }));
    if (result.kind !== 'answered') report({ kind: 'failure', text: `${schedule.logicalId}: ${result.error}` });
  };
  return {
    apply(schedules) {
      const wanted = new Map(schedules.map((followed) => [JSON.stringify(followed), followed]));
      for (const [key, clock] of clocks) {
        if (wanted.has(key)) continue;
        clearInterval(clock);
        clocks.delete(key);
      }
      for (const [key, followed] of wanted)
        if (!clocks.has(key))
          clocks.set(
            key,
            setInterval(() => void call(followed), followed.schedule.everyMs),
          );
    },
    stop() {
      for (const clock of clocks.values()) clearInterval(clock);
      clocks.clear();
    },
  };
}
