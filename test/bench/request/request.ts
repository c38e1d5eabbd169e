import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Figure, Section } from '../figure.ts';
import { kitBundles, PROCESSOR, workFolder } from '../start/bundles.ts';
import { bundleInstant } from './bundle-instant.ts';
import { PUBLIC_URL, SOURCES } from './requests.ts';
import { BATCHES, type Measured, nameOf, SIZES } from './run-requests.ts';

/** Milliseconds of CPU for a request, or an event, of 2 KB: far below what two calls to AWS take. */
const MOST_MS = 0.2;

/** Twice what was measured: how well a run is compiled differs that much from the next. */
const MOST_OF_LEAST = 15;

const OTHERS = { 'follow-up': { github: ['*'], slack: ['*'] } };

export const request: Section = {
  name: 'request',
  measures: "the functions' own CPU for a warm request, and for an event that is processed: all but the calls to AWS",
  async run(progress) {
    const folder = workFolder();
    try {
      progress('bundling');
      kitBundles(Object.fromEntries(SOURCES.map((source) => [source, {}])), folder, OTHERS);
      const template = JSON.parse(readFileSync(join(folder, 'cdk.out', 'Webhooks.template.json'), 'utf8'));
      const out = join(folder, 'instant');
      mkdirSync(out);
      const files = [
        await bundleInstant(template, 'lambda/verifier/start.ts', out),
        await bundleInstant(template, `processors/${PROCESSOR}.ts`, out),
      ];
      progress('requests and events, in turns');
      return figuresOf(await measure(files));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

/** Measures in a process of its own, whose log nobody reads. */
async function measure(files: readonly string[]): Promise<Measured> {
  const child = fork(resolve('test/bench/request/run-requests.ts'), [...files], {
    // Node takes the types out itself; a loader that compiles would be measured along.
    execArgv: [],
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    env: {
      PATH: process.env.PATH,
      AWS_REGION: 'us-east-1',
      STACK_NAME: 'Webhooks',
      LEDGER_TABLE: 'ledger',
      QUEUE_URL_PREFIX: 'https://sqs.us-east-1.amazonaws.com/123456789012/Webhooks-',
      QUEUE_URL: `https://sqs.us-east-1.amazonaws.com/123456789012/Webhooks-${PROCESSOR}`,
      DEAD_LETTER_QUEUE_URL: `https://sqs.us-east-1.amazonaws.com/123456789012/Webhooks-${PROCESSOR}-dead-letter`,
      SECRET_PREFIX: 'Webhooks/',
      PUBLIC_URL,
      PROCESSOR,
      MAX_ATTEMPTS: '10',
      FIRST_RETRY_SECONDS: '12',
      QUARANTINE_BUCKET: 'quarantine',
      CLAIM_CHECK_BUCKET: 'claim-checks',
      CLAIM_CHECK_KB: '200',
    },
  });
  child.stdout?.resume();
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`the process that measures ended with ${code}`);
  });
  const [measured] = await Promise.race([once(child, 'message'), ended]);
  child.disconnect();
  return measured;
}

function figuresOf(measured: Measured): Figure[] {
  const of = (name: string) => measured[name] ?? Number.NaN;
  return SIZES.flatMap((kilobytes) => {
    const bound = kilobytes === 2 ? { bound: { most: MOST_MS } } : {};
    const ratio = kilobytes === 2 ? { bound: { most: MOST_OF_LEAST } } : {};
    return [
      ...SOURCES.flatMap((source): Figure[] => {
        const [spent, least] = [of(nameOf.request(source, kilobytes)), of(nameOf.least(source, kilobytes))];
        return [
          { name: `request of ${source}, ${kilobytes} KB`, value: spent / 1000, unit: 'ms of CPU', ...bound },
          {
            name: `request of ${source}, ${kilobytes} KB ÷ HMAC + JSON.parse`,
            value: spent / least,
            unit: '×',
            ...ratio,
          },
        ];
      }),
      ...BATCHES.map(
        (count): Figure => ({
          name: `event to a processor, ${kilobytes} KB, ${count} at once`,
          value: of(nameOf.batch(count, kilobytes)) / count / 1000,
          unit: 'ms of CPU',
          ...bound,
        }),
      ),
    ];
  });
}
