import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { forecast, perMillion } from '../../../core/cost/forecast.ts';
import { PRICE_GOAL } from '../../../core/cost/price-goal.ts';
import { readInventory } from '../../../core/cost/read-inventory.ts';
import type { CostedTemplate } from '../../../core/cost/template.ts';
import { defineWebhooks } from '../../../core/index.ts';
import { WebhookStack } from '../../../lib/index.ts';
import type { Section } from '../figure.ts';

const { dollars, traffic } = PRICE_GOAL;

const webhooks = defineWebhooks({ sources: { stripe: {} }, processors: { bill: { on: { stripe: ['*'] } } } });

/** Reckons what events cost by list price; nothing is measured here, and nothing depends on the machine. */
export const price: Section = {
  name: 'price',
  measures: 'what a million new events of 2 KB cost by list price: one processor, a busy queue, nothing left out',
  async run(progress) {
    progress('synthesizing');
    const app = new App({ context: { 'aws:cdk:bundling-stacks': [] } });
    const template = Template.fromStack(new WebhookStack(app, 'Webhooks', { webhooks })).toJSON() as CostedTemplate;
    const { rows, perMillion: sum } = forecast(readInventory([template]), webhooks, traffic);
    const events = rows.filter(({ kind }) => kind === 'variable');
    return [
      ...events.map(({ service, item, perMonth }) => ({
        name: `${service}: ${item}`,
        value: perMillion(perMonth, traffic),
        unit: '$',
      })),
      { name: 'a million events', value: sum, unit: '$', bound: { most: dollars } },
    ];
  },
};
