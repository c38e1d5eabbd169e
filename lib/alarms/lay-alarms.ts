import type { Stack } from 'aws-cdk-lib';
import { ConfigurationError } from '../../core/index.ts';
import type { Foundation } from '../foundation.ts';
import type { AlarmOptions } from './alarm-options.ts';
import { alarmTopics } from './alarm-topics.ts';
import { type Alarms, createAlarms } from './create-alarms.ts';

export interface AlarmProps {
  /** Who is told of an alarm by e-mail: short for `alarms: { email }`. @default - nobody */
  readonly alarmEmail?: string;
  /** Who is told of alarms, and which there are: see docs/alarms.md. @default - all of them, and nobody is told */
  readonly alarms?: AlarmOptions;
}

/**
 * What sets a stack's alarms, and whom they tell.
 * @throws {ConfigurationError} with everything that is wrong with the options
 */
export function layAlarms(stack: Stack, { alarmEmail, alarms = {} }: AlarmProps, foundation: Foundation): Alarms {
  const { stackName } = stack;
  if (alarmEmail !== undefined && alarms.email !== undefined)
    throw new ConfigurationError(
      ['"alarmEmail" is short for "alarms.email": say one of them'],
      `the stack "${stackName}"`,
    );
  const options = { ...(alarmEmail !== undefined && { email: alarmEmail }), ...alarms };
  return createAlarms(stackName, {
    topics: alarmTopics(stack, options, foundation),
    without: alarms.without ?? [],
    runbook: alarms.runbook ?? 'docs/runbook.md',
    dashboard: stackName,
    maxRequestsPerDay: alarms.maxRequestsPerDay,
  });
}
