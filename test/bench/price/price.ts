import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { forecast, perMillion } from '../../../core/cost/forecast.ts';
import { PRICE_GOAL } from '../../../core/cost/price-goal.ts';
import { readInventory } from '../../../core/cost/read-inventory.ts';
import type { CostedTemplate } from '../../../core/cost/template.ts';
import { CPU_MS } from '../../../core/cost/usage.ts';
import { defineWebhooks } from '../../../core/index.ts';
import { WebhookStack } from '../../../lib/index.ts';
import type { Figure, Section } from '../figure.ts';
import { warmCpu } from './warm-cpu.ts';

const { dollars, traffic } = PRICE_GOAL;

const webhooks = defineWebhooks({ sources: { stripe: {} }, processors: { bill: { on: { stripe: ['*'] } } } });

/** Reckons what events cost by list price; that is the same on every machine. The CPU that it reckons with is measured. */
export const price: Section = {
  name: 'price',
  measures: 'what a million new events of 2 KB cost by list price: one processor, a busy queue, nothing left out',
  async run(progress) {
    progress('synthesizing');
    const app = new App({ context: { 'aws:cdk:bundling-stacks': [] } });
    const template = Template.fromStack(new WebhookStack(app, 'Webhooks', { webhooks })).toJSON() as CostedTemplate;
    const { rows, perMillion: sum } = forecast(readInventory([template]), webhooks, traffic);
    const events = rows.filter(({ kind }) => kind === 'variable');
    progress('CPU of warm functions');
    const measured = await warmCpu();
    return [
      ...events.map(({ service, item, perMonth }) => ({
        name: `${service}: ${item}`,
        value: perMillion(perMonth, traffic),
        unit: '$',
      })),
      { name: 'a million events', value: sum, unit: '$', bound: { most: dollars } },
      cpu('a request', measured.request, CPU_MS.request),
      cpu('an invocation with one event', measured.one, CPU_MS.invocation + CPU_MS.attempt),
      cpu('an invocation with five', measured.five, CPU_MS.invocation + 5 * CPU_MS.attempt),
    ];
  },
};

/** Only told: the forecast has a figure of one machine. */
const cpu = (what: string, measured: number, reckoned: number): Figure => ({
  name: `CPU of ${what}, reckoned with ${reckoned.toFixed(1)}`,
  value: measured,
  unit: 'ms',
});
