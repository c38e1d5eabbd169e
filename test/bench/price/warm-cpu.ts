import { rmSync } from 'node:fs';
import { encodeEnvelope } from '../../../core/envelope.ts';
import { type Bundle, kitBundles, workFolder } from '../start/bundles.ts';
import { runWarm } from '../start/run-warm.ts';
import { environmentOf, SECRET, signedEvent } from '../start/start-once.ts';
import { startStubAws } from '../start/stub-aws.ts';

/** Milliseconds of CPU of warm functions as they are deployed, calls to AWS over TLS included. It needs OpenSSL. */
export interface WarmCpu {
  /** For a new event of 2 KB. */
  readonly request: number;
  /** For an invocation of a processor with one event, besides its own work. */
  readonly one: number;
  /** For one with five. */
  readonly five: number;
}

/** Measures it, against an AWS on loopback that answers at once. */
export async function warmCpu(): Promise<WarmCpu> {
  const folder = workFolder();
  const stub = await startStubAws(folder, SECRET);
  const environment = {
    ...environmentOf(stub),
    PROCESSOR: 'record-payment',
    DEAD_LETTER_QUEUE_URL: `${stub.url}/1/record-payment-dead-letter`,
    MAX_ATTEMPTS: '10',
    FIRST_RETRY_SECONDS: '12',
  };
  const cpuOf = async (bundle: Bundle, event: object) => (await runWarm(bundle, event, environment)).warmMs;
  try {
    const { verifier, processor } = kitBundles({ stripe: {} }, folder);
    return {
      request: await cpuOf(verifier, signedEvent()),
      one: await cpuOf(processor, queuedEvents(1)),
      five: await cpuOf(processor, queuedEvents(5)),
    };
  } finally {
    stub.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** So many events as Lambda hands them to a processor. */
function queuedEvents(count: number) {
  const time = new Date().toISOString();
  const named = { source: 'stripe', provider: 'stripe', type: 'payment_intent.succeeded' };
  const facts = { ...named, time, receivedAt: time, requestId: 'request', contentType: 'application/json' };
  const body = Buffer.from(signedEvent().body);
  const Records = Array.from({ length: count }, (_, index) => ({
    messageId: `message-${index}`,
    receiptHandle: 'handle',
    body: encodeEnvelope({ ...facts, id: `evt_${index}` }, body),
    attributes: {},
  }));
  return { Records };
}
