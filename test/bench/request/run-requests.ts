import { pathToFileURL } from 'node:url';
import { interleave, type Work } from '../interleave.ts';
import { leastDisturbed } from '../least-disturbed.ts';
import { leastWork, recordsOf, requestOf, SOURCES } from './requests.ts';

// A process of its own, since functions write their logs to its output: a pipe, as Lambda has it.

/** Microseconds of CPU, by what was worked on. */
export type Measured = Readonly<Record<string, number>>;

export const SIZES = [2, 64] as const;
export const BATCHES = [1, 10] as const;

export const nameOf = {
  request: (source: string, kilobytes: number) => `${source} ${kilobytes} KB`,
  least: (source: string, kilobytes: number) => `${source} ${kilobytes} KB, least`,
  batch: (count: number, kilobytes: number) => `${count} × ${kilobytes} KB`,
};

/** After so many requests all code that they run has been compiled to the end; an instance has had as many in a few minutes. */
const WARM_UP = 2000;

async function measure(verifierFile: string, processorFile: string): Promise<Measured> {
  const [verifier, processor] = [await import(urlOf(verifierFile)), await import(urlOf(processorFile))];
  const measured: Record<string, number> = {};
  for (const kilobytes of SIZES) {
    const works: Record<string, Work> = {};
    for (const source of SOURCES) {
      const event = requestOf(source, kilobytes);
      const { statusCode } = await verifier.handler(event);
      if (statusCode !== 200) throw new Error(`${source} was answered ${statusCode}`);
      works[nameOf.request(source, kilobytes)] = () => verifier.handler(event);
      works[nameOf.least(source, kilobytes)] = leastWork(event);
    }
    const context = { awsRequestId: 'request', getRemainingTimeInMillis: () => 30_000 };
    for (const count of BATCHES) {
      const batch = { Records: recordsOf(count, kilobytes) };
      const { batchItemFailures } = await processor.handler(batch, context);
      if (batchItemFailures.length > 0) throw new Error('the processor has failed');
      works[nameOf.batch(count, kilobytes)] = () => processor.handler(batch, context);
    }
    for (const work of Object.values(works)) for (let index = 0; index < WARM_UP; index++) await work();
    Object.assign(measured, await interleave(works, leastDisturbed));
  }
  return measured;
}

function urlOf(file: string): string {
  return pathToFileURL(file).href;
}

const [verifierFile, processorFile] = process.argv.slice(2);
if (verifierFile && processorFile) process.send?.(await measure(verifierFile, processorFile));
