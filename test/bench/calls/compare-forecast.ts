import { forecast } from '../../../core/cost/forecast.ts';
import { readInventory } from '../../../core/cost/read-inventory.ts';
import type { CostedTemplate } from '../../../core/cost/template.ts';
import { PLAIN_TRAFFIC } from '../../../core/cost/traffic.ts';
import { defineWebhooks } from '../../../core/index.ts';
import type { Figure } from '../figure.ts';
import { PROCESSOR } from '../start/bundles.ts';

/** What was measured of a new event with one processor. */
export interface Measured {
  readonly units: number;
  readonly verifierLog: number;
  readonly processorLog: number;
}

const EVENTS = 1e6;

/** What `breakwater cost` counts on for such an event, against what was measured: it may not promise less. */
export function compareForecast(template: CostedTemplate, measured: Measured): Figure[] {
  const webhooks = defineWebhooks({
    sources: { stripe: {} },
    processors: { [PROCESSOR]: { on: { stripe: ['payment_intent.*'] } } },
  });
  const { rows } = forecast(readInventory([template]), webhooks, { ...PLAIN_TRAFFIC, eventsPerMonth: EVENTS });
  const eachOf = (service: string, item: string) =>
    (rows.find((row) => row.service === service && row.item === item)?.quantity ?? Number.NaN) / EVENTS;
  return [
    {
      name: 'forecast ÷ measured: write units',
      value: eachOf('DynamoDB', 'writes') / measured.units,
      unit: '×',
      bound: { exactly: 1 },
    },
    { name: 'forecast: messages sent', value: eachOf('SQS', 'sends'), unit: '', bound: { exactly: 1 } },
    ...covering('log of the verifier', eachOf('CloudWatch', 'log: verifier') * 1e9, measured.verifierLog),
    ...covering('log of the processor', eachOf('CloudWatch', 'log: processors') * 1e9, measured.processorLog),
  ];
}

/** A figure of the log is of the milliseconds in it, too, which have more digits on a slow machine. */
const covering = (what: string, forecast: number, measured: number): Figure[] => [
  { name: `forecast ÷ measured: ${what}`, value: forecast / measured, unit: '×', bound: { least: 0.95 } },
];
