import { readFileSync } from 'node:fs';
import { defineWebhooks } from '../../../core/index.ts';
import { ALARM_NAMES } from '../../../lib/alarms/alarm-names.ts';
import type { WebhookStackProps } from '../../../lib/index.ts';
import { synthesize } from '../synthesize.ts';

/** Something of everything that alarms are set for. */
const webhooks = defineWebhooks({
  sources: { stripe: { alarmAfterSilenceHours: 6, reconcile: {} }, slack: {}, aircall: {} },
  processors: { bill: { on: { stripe: ['*'] } }, ordered: { on: { slack: ['*'] }, orderedBy: ({ id }) => id } },
  archive: true,
});

interface Declared {
  readonly AlarmName: string;
  readonly AlarmDescription: unknown;
  readonly AlarmActions?: readonly unknown[];
  readonly OKActions?: readonly unknown[];
  readonly [property: string]: unknown;
}

function alarmsOf(props: Partial<WebhookStackProps> = {}): Map<string, Declared> {
  const { template } = synthesize({ webhooks, ...props });
  const resources: readonly { readonly Properties: Declared }[] = [
    'AWS::CloudWatch::Alarm',
    'AWS::CloudWatch::CompositeAlarm',
  ].flatMap((type) =>
    Object.values<{ readonly Properties: Declared }>(JSON.parse(JSON.stringify(template.findResources(type)))),
  );
  return new Map(resources.map(({ Properties }) => [Properties.AlarmName, Properties]));
}

const alarms = alarmsOf({ alarms: { maxRequestsPerDay: 100_000 } });
const alarm = (name: string): Partial<Declared> => alarms.get(`Hooks-${name}`) ?? {};

const PSEUDO_PARAMETERS: Readonly<Record<string, string>> = {
  'AWS::Region': 'ap-southeast-1',
  'AWS::URLSuffix': 'amazonaws.com.cn',
  'AWS::AccountId': '123456789012',
};

/** A text as it becomes in the region, and with the names, that make it longest. */
const inTheWorstRegion = (text: unknown) =>
  [text]
    .flatMap((value) => (typeof value === 'string' ? value : Object(value)['Fn::Join'][1]))
    .map((part) => (typeof part === 'string' ? part : (PSEUDO_PARAMETERS[part.Ref] ?? 'x'.repeat(80))))
    .join('');

test('there is every alarm of the tables, and no other', () => {
  const rows = [...alarms.keys()].map((name) => ALARM_NAMES.find((row) => name.endsWith(`-${row}`)) ?? name);
  expect([...new Set(rows)].sort()).toEqual([...ALARM_NAMES].sort());
});

test('each alarm has a section of the runbook that is called as it is, and each section an alarm', () => {
  const headings = [...readFileSync('docs/runbook.md', 'utf8').matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);
  expect(headings.sort()).toEqual([...ALARM_NAMES].sort());
});

test('each text leads to its section of the runbook and to the dashboard, and is no longer than CloudWatch allows', () => {
  for (const [name, { AlarmDescription }] of alarms) {
    const text = inTheWorstRegion(AlarmDescription);
    const [, section = ''] = /docs\/runbook\.md#([\w-]+)$/m.exec(text) ?? [];
    expect(name.endsWith(`-${section}`)).toBe(true);
    expect(text).toContain('#dashboards/dashboard/Hooks');
    expect(text).toMatch(/^[\n\x20-\x7e]*$/);
    // Names of stacks and sources may be longer than those here.
    expect(text.length).toBeLessThanOrEqual(1024 - 100);
  }
});

test('the text of a processor leads to its queue, and that of its dead letters to theirs', () => {
  const queueIn = (name: string) =>
    /https%3A%2F%2Fsqs\S+%2F(\S+)/.exec(inTheWorstRegion(alarm(name).AlarmDescription))?.[1];
  expect(queueIn('bill-attempts-failing')).toBe('Hooks-bill');
  expect(queueIn('bill-dead-letter-not-empty')).toBe('Hooks-bill-dead-letter');
});

test('answers have to come well before the verifier gives up, for the provider would soon stop waiting', () => {
  expect(alarm('slack-ack-latency')).toMatchObject({
    ExtendedStatistic: 'p99',
    Threshold: 1440,
    Namespace: 'Breakwater',
  });
  expect(alarm('aircall-ack-latency')).toMatchObject({ Threshold: 2400 });
});

test('a queue is too old when its retries no longer explain it', () => {
  // A standard queue does not count what has been received more than three times; three attempts take less than 15 minutes.
  expect(alarm('bill-oldest-message-age')).toMatchObject({
    Threshold: 900,
    MetricName: 'ApproximateAgeOfOldestMessage',
  });
  const day = Number(alarm('ordered.fifo-oldest-message-age').Threshold);
  expect(day / 3600).toBeGreaterThan(22);
  expect(Number(alarm('_archive-oldest-message-age').Threshold)).toBe(3 * (6 * 120 + 300));
});

test('silence is what a source asks for, and no data is silence', () => {
  expect(alarm('stripe-silence')).toMatchObject({ EvaluationPeriods: 6, TreatMissingData: 'breaching' });
  expect(alarms.has('Hooks-slack-silence')).toBe(false);
});

test('no alarm looks back further than CloudWatch does', () => {
  for (const { Period, Metrics, EvaluationPeriods } of [...alarms.values()].filter(({ AlarmRule }) => !AlarmRule)) {
    const period = Number(Period ?? Object(Metrics)[0].Period ?? Object(Metrics)[1].MetricStat.Period);
    expect(period * Number(EvaluationPeriods)).toBeLessThanOrEqual((period >= 3600 ? 7 : 1) * 86_400);
  }
});

test('what one outage sets off is told once: by the alarm that takes it together', () => {
  const told = alarmsOf({ alarms: { email: 'oncall@example.com' } });
  const silent = [...told].filter(([, { AlarmActions }]) => !AlarmActions).map(([name]) => name);
  expect(silent).toEqual(expect.arrayContaining(['Hooks-stripe-silence', 'Hooks-bill-function-errors']));
  expect(silent).not.toContain('Hooks-bill-dead-letter-not-empty');
  const rule = (name: string) => JSON.stringify(Object(told.get(`Hooks-${name}`)).AlarmRule);
  for (const name of silent) {
    const [, owner, row = ''] = new RegExp(`^Hooks-(.*?)-(${ALARM_NAMES.join('|')})$`).exec(name) ?? [];
    const composite = told.has(`Hooks-${owner}-source-in-trouble`) ? 'source-in-trouble' : 'processor-in-trouble';
    expect(rule(`${owner}-${composite}`)).toContain(row.replaceAll('-', ''));
  }
  expect(rule('stripe-source-in-trouble')).toMatch(/NOT \(ALARM.*webhooksnottaken/);
});

test('an alarm that is not wanted is left out, and one that there is not is refused', () => {
  expect(alarmsOf({ alarms: { without: ['throttles'] } }).has('Hooks-throttles')).toBe(false);
  expect(() => alarmsOf({ alarms: { without: ['throttle'] } })).toThrow('"alarms.without" names "throttle"; there are');
});
