import { createColors } from 'picocolors';
import type { Checked } from '../../cli/quarantine/check-kept.ts';
import { releaseKept } from '../../cli/quarantine/release-kept.ts';
import { defineWebhooks } from '../../core/index.ts';
import { type QuarantinedRequest, quarantineKey } from '../../core/quarantine.ts';
import type { QuarantineStore } from '../../lambda/aws/quarantine-store.ts';
import { jsonLog } from '../../lambda/log.ts';
import { keyCache } from '../../lambda/verifier/key-cache.ts';

const SECRET = 'whsec_a_secret_of_enough_bytes';
const NOW = Date.parse('2026-01-01T00:00:00Z');
const webhooks = defineWebhooks({ sources: { stripe: {} }, processors: { bill: { on: { stripe: ['*'] } } } });

function keptRequest(id: string): QuarantinedRequest {
  const body = Buffer.from(JSON.stringify({ id, type: 'invoice.paid' }));
  const plain = { method: 'POST', url: 'https://a.test/webhooks/stripe', headers: {}, body };
  const delivery = webhooks.sources.stripe?.provider.scheme.sign(plain, SECRET, { now: NOW }) ?? plain;
  const receivedAt = new Date(NOW).toISOString();
  return { source: 'stripe', requestId: `r-${id}`, receivedAt, cause: 'wrong-signature', delivery };
}

/** The parts of a release over stand-ins, with one request in the quarantine. */
function releasing({ send = async () => undefined, secret = SECRET, isGone = false, digest = '' }: Overrides = {}) {
  const request = keptRequest('evt_1');
  const key = quarantineKey(request);
  const kept = new Map(isGone ? [] : [[key, request]]);
  const steps: string[] = [];
  const lines: string[] = [];
  const store: Pick<QuarantineStore, 'read' | 'remove'> = {
    read: async (name) => kept.get(name),
    async remove(name) {
      steps.push('remove');
      kept.delete(name);
    },
  };
  const checked: Checked = { entry: { ...request, key, bytes: 1 }, events: [{ id: 'evt_1', type: 'invoice.paid' }] };
  const entry = digest ? ({ digest, custody: new Map() } as never) : undefined;
  const path = {
    webhooks,
    claimChecks: { put: async () => undefined },
    claimCheckKb: 200,
    ledger: {
      record: async () => {
        steps.push('record');
        return entry;
      },
    },
    send: async (processor: string, message: string) => {
      steps.push(`send ${processor}`);
      lines.push(message);
      return send();
    },
    now: () => NOW + 1e9,
    log: jsonLog((line) => lines.push(line)),
  };
  const keys = keyCache({ read: async () => secret, replace: async () => false, now: () => NOW + 1e9 });
  const parts = { webhooks, keys, documents: { loadWithin: () => () => Promise.reject(new Error('nothing to load')) } };
  const output = { write: () => undefined, colors: createColors(false) };
  const terminal = { out: output, err: output, environment: {}, directory: '.' };
  const release = async () => {
    const [released] = await releaseKept([checked], { store: store as QuarantineStore }, parts, path, terminal);
    return released?.outcome;
  };
  return { kept, steps, lines, release };
}

interface Overrides {
  readonly send?: () => Promise<undefined>;
  readonly secret?: string;
  readonly isGone?: boolean;
  readonly digest?: string;
}

test('a request is recorded, sent as of when it was received, and only then deleted', async () => {
  const { release, steps, lines } = releasing();
  expect(await release()).toBe('accepted');
  expect(steps).toEqual(['record', 'send bill', 'remove']);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    id: 'evt_1',
    receivedtime: '2026-01-01T00:00:00.000Z',
    requestid: 'r-evt_1',
  });
});

test('a request that could not be sent stays', async () => {
  const { release, kept } = releasing({ send: () => Promise.reject(new Error('ServiceUnavailable')) });
  expect(await release()).toBe('unavailable');
  expect(kept.size).toBe(1);
});

test('a secret that changed after the plan lets nothing in', async () => {
  const { release, steps } = releasing({ secret: 'whsec_another_secret_of_enough_bytes' });
  expect(await release()).toBe('wrong-signature');
  expect(steps).toEqual([]);
});

test('a request that somebody else has released meanwhile is gone, and is not let in again', async () => {
  const { release, steps } = releasing({ isGone: true });
  expect(await release()).toBe('gone');
  expect(steps).toEqual([]);
});

test('of an event that was accepted with another body the copy stays', async () => {
  const { release, kept } = releasing({ digest: 'another' });
  expect(await release()).toBe('changed-body');
  expect(kept.size).toBe(1);
});
