import {
  closeSync,
  createReadStream,
  existsSync,
  fstatSync,
  mkdirSync,
  openSync,
  renameSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseJson } from '../../../core/content.ts';
import type { KeptDelivery } from './delivery-memory.ts';

/** Where a local run keeps its latest deliveries, so that the console has them after a restart. */
export interface DeliveryFile {
  /** What was kept, the oldest first. Lines that a killed run left half written are passed over. */
  read(): AsyncGenerator<KeptDelivery>;
  append(delivery: KeptDelivery): void;
}

/** Two files of so many each: when the newer one is full, it takes the place of the older one. */
const MOST_IN_A_FILE = 5000;
const MOST_BYTES_IN_A_FILE = 48_000_000;

/**
 * Opens the file of deliveries in the directory of a run's data. Only its owner can read it.
 * @param onError - is told once that nothing more is kept, such as on a full disk
 */
export function deliveryFile(directory: string, onError: (error: Error) => void): DeliveryFile {
  mkdirSync(directory, { recursive: true });
  const newer = join(directory, 'deliveries.ndjson');
  const older = join(directory, 'deliveries.older.ndjson');
  let broken = false;
  const open = () => {
    const fd = openSync(newer, 'a', 0o600);
    return { fd, lines: 0, bytes: fstatSync(fd).size };
  };
  let current = open();
  return {
    async *read() {
      for (const file of [older, newer]) for await (const line of linesOf(file)) yield* parsed(line);
    },
    append({ body, ...rest }) {
      if (broken) return;
      try {
        // At once: handing it to a thread and hearing back from it takes longer.
        current.bytes += writeSync(current.fd, `${JSON.stringify({ ...rest, body: body.toString('base64') })}\n`);
        current.lines += 1;
        if (current.lines < MOST_IN_A_FILE && current.bytes < MOST_BYTES_IN_A_FILE) return;
        closeSync(current.fd);
        renameSync(newer, older);
        current = open();
      } catch (error) {
        broken = true;
        onError(error instanceof Error ? error : new Error(String(error)));
      }
    },
  };
}

async function* linesOf(file: string): AsyncGenerator<string> {
  if (existsSync(file)) yield* createInterface({ input: createReadStream(file) });
}

function parsed(line: string): KeptDelivery[] {
  const { digest, body, headers, method = '', path = '', requestId = '', receivedAt = 0 } = Object(parseJson(line));
  const isWhole = typeof digest === 'string' && typeof body === 'string' && Array.isArray(headers);
  return isWhole ? [{ digest, headers, method, path, requestId, receivedAt, body: Buffer.from(body, 'base64') }] : [];
}
