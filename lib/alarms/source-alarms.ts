import { Duration } from 'aws-cdk-lib';
import { answerTime } from '../../core/answer-time.ts';
import { EXPIRED_SECRET } from '../../core/quarantine.ts';
import type { AlarmRow, CompositeRow } from './alarm-row.ts';
import { computed, type NamedSource, refusalsFor, sourceMetric, sumOver } from './metric-of.ts';

/** A source, and what its alarms depend on. */
export interface WatchedSource extends NamedSource {
  /** How long the provider waits for an answer, in seconds. */
  readonly deadlineSeconds: number;
  /** After how many hours without an event the alarm rings. @default - never */
  readonly alarmAfterSilenceHours?: number | undefined;
}

/** An answer that takes this share of the time is about to be none; Lambda's start and API Gateway are not in it. */
const NEAR = 0.6;

const DAY_MINUTES = 1440;

/** The log lines of what was refused; these are no warnings, since anybody can cause them. */
const refusalsOf = ({ source }: WatchedSource) => ({
  query: `fields @timestamp,cause,request|filter source="${source}" and message="refused"`,
});

/** The alarms that each source has. */
export const SOURCE_ALARMS: readonly AlarmRow<WatchedSource>[] = [
  {
    name: 'ack-latency',
    broke: `The slowest answers take over ${NEAR * 100} % of the time after which the verifier gives up.`,
    noticed:
      'Nothing yet. What takes longer still is answered 503: the provider sends it again, and may turn the webhook off.',
    severity: 'page',
    metric: (watched) => sourceMetric(watched, 'AckLatency', { period: Duration.minutes(5), statistic: 'p99' }),
    above: ({ deadlineSeconds }) => answerTime(deadlineSeconds).totalMs * NEAR,
    periods: () => 3,
    isCovered: true,
  },
  {
    name: 'secret-unset',
    broke: 'Requests are answered 503, since the source has no secret, or one that is too short.',
    noticed: 'No event of the source is taken. Most providers send again for hours or days.',
    severity: 'page',
    metric: (watched) => sourceMetric(watched, 'SecretUnset', sumOver(5)),
    above: () => 0,
    periods: () => 1,
    isCovered: true,
  },
  {
    name: 'silence',
    broke: 'No event of the source has come for as long as `alarmAfterSilenceHours` says.',
    noticed: 'What its events cause does not happen, though nothing fails: the webhook may be off, or lead elsewhere.',
    severity: 'page',
    metric: (watched) =>
      computed(
        'IF(SUM([accepted, duplicate, ignored]) > 0, 0, 1)',
        {
          accepted: sourceMetric(watched, 'Accepted', sumOver(60)),
          duplicate: sourceMetric(watched, 'Duplicate', sumOver(60)),
          ignored: sourceMetric(watched, 'Ignored', sumOver(60)),
        },
        sumOver(60),
      ),
    above: () => 0,
    periods: ({ alarmAfterSilenceHours = 1 }) => alarmAfterSilenceHours,
    silenceRings: true,
    isCovered: true,
    isWanted: ({ alarmAfterSilenceHours }) => alarmAfterSilenceHours !== undefined,
  },
  {
    name: 'wrong-signatures',
    broke:
      'Requests are refused for their signature: the secret was mistyped or changed on one side, or somebody forges.',
    noticed: 'If they come from the provider, their events are missing; they wait in quarantine for 14 days.',
    severity: 'ticket',
    metric: (watched) => refusalsFor(watched, 'wrong-signature', sumOver(15)),
    above: () => 2,
    periods: () => 1,
    places: refusalsOf,
  },
  {
    name: 'refusals-spike',
    broke:
      'Over 300 requests were refused in five minutes: an attack, or a sender that signs wrongly and does not stop.',
    noticed: 'Nothing: refused requests cost no call to AWS. At most 100 a minute are kept in quarantine.',
    severity: 'ticket',
    metric: (watched) => sourceMetric(watched, 'Refused', sumOver(5)),
    above: () => 300,
    periods: () => 1,
    places: refusalsOf,
  },
  {
    name: 'expired-secret-tried',
    broke: 'Events are refused that are signed with a secret whose time is over.',
    noticed: 'If they come from the provider, their events are missing; they wait in quarantine for 14 days.',
    severity: 'ticket',
    metric: (watched) => refusalsFor(watched, EXPIRED_SECRET, sumOver(5)),
    above: () => 0,
    periods: () => 1,
    places: refusalsOf,
  },
  {
    name: 'older-secret-in-use',
    broke: 'For two days events have been signed with the older of two secrets: a rotation has not come to its end.',
    noticed: 'Nothing yet. Once the time of the older secret is over, these events are refused.',
    severity: 'ticket',
    metric: (watched) => sourceMetric(watched, 'SignedByOlderSecret', sumOver(DAY_MINUTES)),
    above: () => 0,
    periods: () => 2,
  },
];

/** Takes together what pages about one source, and is quiet while nothing at all comes in. */
export const SOURCE_IN_TROUBLE: CompositeRow = {
  name: 'source-in-trouble',
  broke: 'Events of one source do not come in, or are about to; the alarms that ring with this one say why.',
  noticed: 'What these events cause does not happen. Other sources are not held up.',
};
