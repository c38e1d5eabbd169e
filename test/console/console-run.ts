import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually, type Running, type StartOptions, startRunning } from '../scenarios/running.ts';

export const SHOP: StartOptions = { config: 'test/console/fixtures/webhooks.ts' };

/** A local run of the shop, and what a developer does to it. */
export interface ConsoleRun {
  readonly running: Running;
  /** The link that opens its console. */
  readonly link: string;
  /** Sends an event and returns its id. */
  trigger(...words: string[]): Promise<string>;
  /** Sends an order that the warehouse does not know until it is mended. */
  order(name: string): Promise<string>;
  mend(): void;
  /** Resolves once the event has this status for the processor. */
  settled(source: string, id: string, processor: string, status: string): Promise<void>;
}

/** Starts the run; what it keeps beside its data is in the directory. */
export async function startConsoleRun(directory: string, options: StartOptions = {}): Promise<ConsoleRun> {
  const running = await startRunning({ ...SHOP, ...options });
  const { consoleUrl } = JSON.parse(readFileSync(`.breakwater/runs/${running.port}.json`, 'utf8'));
  const warehouse = join(directory, 'warehouse');
  const trigger = async (...words: string[]) => {
    const { stdout, stderr } = await running.cli('trigger', ...words, '--json');
    const [line = ''] = stdout.split('\n');
    if (line === '') throw new Error(stderr);
    return JSON.parse(line).id;
  };
  return {
    running,
    link: consoleUrl,
    trigger,
    async order(name) {
      const payload = join(directory, `${name}.json`);
      const items = [{ sku: 'MUG-ZOE', quantity: 1, price: '49.00' }];
      const created_at = new Date().toISOString();
      const order = {
        id: Date.now(),
        name: `#${name}`,
        created_at,
        total_price: '49.00',
        line_items: items,
        warehouse,
      };
      writeFileSync(payload, JSON.stringify(order));
      return trigger('shopify', 'orders/create', '--payload', payload);
    },
    mend: () => writeFileSync(warehouse, ''),
    async settled(source, id, processor, status) {
      await eventually(
        async () => JSON.parse((await running.cli('events', 'show', source, id, '--json')).stdout || '{}'),
        ({ processors = {} }) => processors[processor]?.status === status,
      );
    },
  };
}
