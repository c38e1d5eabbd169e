import type { Delivery } from '../../../core/delivery.ts';
import { defineWebhooks } from '../../../core/index.ts';
import type { LedgerItem } from '../../../core/ledger-item.ts';
import { stripe } from '../../../core/providers/stripe.ts';
import { jsonLog } from '../../../lambda/log.ts';
import { keyCache } from '../../../lambda/verifier/key-cache.ts';
import { type ReceiveParts, receive } from '../../../lambda/verifier/receive.ts';

const NEW = 'whsec_the_new_secret_of_enough_bytes';
const OLD = 'whsec_the_old_secret_of_enough_bytes';
const NOW = Date.parse('2026-01-01T00:00:00Z');
const webhooks = defineWebhooks({ sources: { stripe: {} }, processors: { bill: { on: { stripe: ['*'] } } } });

const nothingToLoad = async () => {
  throw new Error('nothing is to be loaded');
};

/** A verifier whose source has a new secret, and an old one until a moment. */
function verifier(notAfter: number) {
  const recorded: LedgerItem[] = [];
  const lines: string[] = [];
  const kept: string[] = [];
  let reads = 0;
  const secrets = [
    { value: NEW, id: 'knew01' },
    { value: OLD, id: 'kold01', notAfter: new Date(notAfter).toISOString() },
  ];
  const read = async () => {
    reads++;
    return JSON.stringify({ secrets });
  };
  const parts: ReceiveParts = {
    webhooks,
    keys: keyCache({ read, replace: async () => false, now: () => NOW }),
    documents: { loadWithin: () => nothingToLoad },
    visit: nothingToLoad,
    keep: async ({ cause }) => kept.push(cause) > 0,
    claimChecks: { put: async () => undefined },
    claimCheckKb: 200,
    ledger: {
      record: async (item) => {
        recorded.push(item);
        return undefined;
      },
    },
    send: async () => undefined,
    now: () => NOW,
    log: jsonLog((line) => lines.push(line)),
  };
  const post = async (secret: string, id = 'evt_1', at = NOW) =>
    (await receive({ source: 'stripe', requestId: 'r-1', delivery: signed(secret, id, at) }, parts)).status;
  return { post, recorded, lines, kept, reads: () => reads };
}

function signed(secret: string, id: string, now: number): Delivery {
  const delivery = {
    method: 'POST',
    url: 'https://hooks.example.com/webhooks/stripe',
    headers: { 'content-type': 'application/json' },
    body: Buffer.from(JSON.stringify({ id, type: 'invoice.paid' })),
  };
  return stripe.scheme.sign(delivery, secret, { now });
}

test('says in the ledger which secret an event was signed with, and in the log where it is not the first', async () => {
  const { post, recorded, lines } = verifier(NOW + 1000);
  expect([await post(NEW, 'evt_1'), await post(OLD, 'evt_2')]).toEqual([200, 200]);
  expect(recorded.map(({ signedBy }) => signedBy)).toEqual(['knew01', 'kold01']);
  expect(lines.map((line) => JSON.parse(line).signedBy)).toEqual([undefined, 'kold01']);
  expect(lines.join('')).not.toContain('whsec_');
});

test('refuses what is signed with a secret whose time is over as just that, and keeps it', async () => {
  const { post, recorded, lines, kept } = verifier(NOW - 1);
  expect(await post(OLD)).toBe(401);
  expect(recorded).toEqual([]);
  expect(kept).toEqual(['expired-secret']);
  expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ message: 'refused', cause: 'expired-secret', kept: true });
});

test('takes no forgery, nor what is too old, for it', async () => {
  const { post, kept } = verifier(NOW - 1);
  expect(await post('whsec_what_nobody_has_ever_told_us')).toBe(401);
  expect(await post(NEW, 'evt_1', NOW - 3_600_000)).toBe(401);
  expect(kept).toEqual(['wrong-signature', 'stale-timestamp']);
  // The signature alone tells that the sender has the old secret.
  expect(await post(OLD, 'evt_1', NOW - 3_600_000)).toBe(401);
  expect(kept.at(-1)).toBe('expired-secret');
});

test('reads nothing to find that out', async () => {
  const { post, reads } = verifier(NOW - 1);
  for (let forged = 0; forged < 50; forged++) await post(OLD, `evt_${forged}`);
  expect(reads()).toBe(1 + 4);
});
