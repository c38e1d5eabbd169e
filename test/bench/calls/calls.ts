import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type CostedTemplate, listOf, part, propertiesOf } from '../../../core/cost/template.ts';
import type { Section } from '../figure.ts';
import { kitBundles, workFolder } from '../start/bundles.ts';
import { compareForecast } from './compare-forecast.ts';
import { countCalls } from './count-calls.ts';
import { OTHERS, startStage } from './stage.ts';
import { weighLedger } from './weigh-ledger.ts';
import { weighLogs } from './weigh-logs.ts';

export const calls: Section = {
  name: 'calls',
  measures: 'calls to AWS by what becomes of a request, and bytes in the ledger and the logs for each event',
  async run(progress) {
    const folder = workFolder();
    try {
      progress('bundling');
      const wanted = Object.fromEntries(OTHERS.map((name) => [name, { stripe: ['checkout.session.completed'] }]));
      const bundles = kitBundles({ stripe: {} }, folder, wanted);
      const template: CostedTemplate = JSON.parse(
        readFileSync(join(folder, 'cdk.out', 'Webhooks.template.json'), 'utf8'),
      );
      const stage = await startStage(bundles);
      try {
        progress('requests of every kind');
        const counted = await countCalls(stage);
        stage.pass(60_000);
        const ledger = await weighLedger(stage, indexedBy(template));
        progress('busy functions');
        const busy = await weighLogs(stage);
        const measured = { units: ledger.units, verifierLog: busy.verifier, processorLog: busy.processor };
        const forecast = compareForecast(template, measured);
        return [...counted, ...ledger.figures, ...busy.figures, ...forecast];
      } finally {
        await stage.stop();
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

/** What the index of the ledger's table holds: its own key, the table's, and what it is told to. */
function indexedBy(template: CostedTemplate): string[] {
  const [table] = propertiesOf([template], 'AWS::DynamoDB::Table');
  const [index] = listOf(table?.GlobalSecondaryIndexes);
  const keys = [...listOf(part(table, 'KeySchema')), ...listOf(part(index, 'KeySchema'))];
  const others = listOf(part(index, 'Projection', 'NonKeyAttributes'));
  return [...keys.map((key) => String(part(key, 'AttributeName'))), ...others.map(String)];
}
