import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Webhooks } from '../../../core/index.ts';
import { losses, STATEFUL } from '../../../lib/kept-resources.ts';
import { schemaOf } from '../../deploy/resource-schema.ts';
import { apps, KEPT, synthesizeKept } from './kept-apps.ts';

const directory = mkdtempSync(join(tmpdir(), 'breakwater-kept-'));
afterAll(() => rmSync(directory, { recursive: true }));

const { sources, processors } = apps.Webhooks ?? { sources: {}, processors: {} };
const without = <Value>(record: Readonly<Record<string, Value>>, name: string): Record<string, Value> =>
  Object.fromEntries(Object.entries(record).filter(([key]) => key !== name));
const kept = (stack: string) => JSON.parse(readFileSync(KEPT, 'utf8'))[stack];

describe.each(Object.keys(apps))('the app %s', (name) => {
  test('keeps every table, queue, secret, bucket and log group that is deployed of it', () => {
    expect(() => synthesizeKept(name)).not.toThrow();
  });

  test('has nothing that the snapshot lacks: see docs/updates.md, and run npm run keep:tests on purpose', () => {
    const file = join(directory, `${name}.json`);
    synthesizeKept(name, { kept: 'write', file });
    expect(JSON.parse(readFileSync(file, 'utf8'))[name]).toEqual(kept(name));
  });
});

describe('synthesis fails with a sentence', () => {
  const changed = (webhooks: Webhooks) => () => synthesizeKept('Webhooks', { webhooks });

  test('when a processor is removed whose queue may hold events', () => {
    const removal = changed({ sources, processors: without(processors, 'record-payment') });
    expect(removal).toThrow(
      /the queue ProcessorsRecordPaymentQueuesQueue\w+ \("Webhooks-record-payment"\) would be removed, and what is in it would be left behind, where nothing reads it\. If that is what you want, see docs\/updates\.md/,
    );
    expect(removal).toThrow(/the queue \w+ \("Webhooks-record-payment-dead-letter"\) would be removed/);
  });

  test('when a source is removed, with its secret', () => {
    expect(changed({ sources: without(sources, 'twilio'), processors })).toThrow(
      /the secret \w+ \("Webhooks\/twilio"\) would be removed, and what is in it would be lost/,
    );
  });

  test('when a queue is replaced, since its processor is to be ordered', () => {
    const ordered = { ...processors['record-payment'], orderedBy: () => 'key' };
    expect(
      changed({ sources, processors: { ...processors, 'record-payment': ordered } as Webhooks['processors'] }),
    ).toThrow(
      /\("Webhooks-record-payment"\) would be replaced by an empty one, .*this changes QueueName from "Webhooks-record-payment" to "Webhooks-record-payment\.fifo"/,
    );
  });

  test('when there is no file to compare with', () => {
    const file = join(directory, 'none.json');
    expect(() => synthesizeKept('Webhooks', { file })).toThrow(
      `there is no ${file}: npx cdk synth --quiet -c kept=write`,
    );
  });
});

test('what is added is lost nowhere, and no more is a stack of which nothing is deployed', () => {
  const more = { ...processors, more: { ...processors['record-payment'], name: 'more' } } as Webhooks['processors'];
  expect(() => synthesizeKept('Webhooks', { webhooks: { sources, processors: more } })).not.toThrow();
  expect(() => synthesizeKept('Elsewhere', { webhooks: { sources, processors } })).not.toThrow();
});

test('a table with another key is another table', () => {
  const before = kept('Webhooks');
  const [id = ''] = Object.keys(before).filter((each) => each.startsWith('LedgerTable'));
  const after = { ...before, [id]: { ...before[id], replacedBy: { KeySchema: [] } } };
  expect(losses(before, after)).toEqual([
    expect.stringMatching(/^the table LedgerTable\w+ would be replaced .* changes KeySchema/),
  ]);
});

test('a queue in another stack is another queue', () => {
  const nested = Object.keys(kept('ManySources')).filter((id) => id.startsWith('Processors2/'));
  expect(nested.length).toBeGreaterThan(0);
});

test('another configuration, which the context names, is another app, and compared with nothing', () => {
  const config = join(directory, 'other.json');
  writeFileSync(config, JSON.stringify({ sources: { github: {} }, processors: {} }));
  expect(() => synthesizeKept('Webhooks', { config })).not.toThrow();
});

test('what replaces a resource is what CloudFormation says', () => {
  for (const [type, { replacing }] of Object.entries(STATEFUL)) {
    const properties = Object.entries(schemaOf(type)?.properties ?? {});
    const said = properties
      .filter(([, { causesReplacement }]) => (causesReplacement ?? 'no') !== 'no')
      .map(([name]) => name);
    expect([type, said.sort()]).toEqual([type, replacing]);
  }
});
