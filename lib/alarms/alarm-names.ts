import { PROCESSOR_ALARMS, RECEIVER_ALARMS, RECEIVER_IN_TROUBLE } from './receiver-alarms.ts';
import { RECONCILER_ALARMS } from './reconciler-alarms.ts';
import { SOURCE_ALARMS, SOURCE_IN_TROUBLE } from './source-alarms.ts';
import { WAY_IN_ALARMS } from './way-in-alarms.ts';

/** Every alarm of the tables, by which the runbook and the tests are held to them. */
export const ALARM_NAMES: readonly string[] = [
  ...new Set(
    [
      ...WAY_IN_ALARMS,
      ...SOURCE_ALARMS,
      SOURCE_IN_TROUBLE,
      ...RECEIVER_ALARMS,
      ...PROCESSOR_ALARMS,
      RECEIVER_IN_TROUBLE,
      ...RECONCILER_ALARMS,
    ].map(({ name }) => name),
  ),
];
