import type { Custody } from '../../../core/custody.ts';
import { defineWebhooks } from '../../../core/index.ts';
import { type LedgerItem, ledgerItem } from '../../../core/ledger-item.ts';
import { fetchedFromProvider } from '../../../core/verify.ts';
import { jsonLog } from '../../../lambda/log.ts';
import { sendTo } from '../../../lambda/verifier/send-to.ts';
import { takeIn } from '../../../lambda/verifier/take-in.ts';
import { factsAt } from '../../cli/replay/stand-in-archive.ts';

const parts = (archive: boolean) => {
  const webhooks = defineWebhooks({
    sources: { stripe: {} },
    processors: { bill: { on: { stripe: ['invoice.*'] } } },
    archive,
  });
  const source = webhooks.sources.stripe;
  if (!source) throw new Error('the source is there');
  return { webhooks, source };
};

/** Takes in one event; the ledger knows the custody of it that is given, and some queues fail. */
async function taken(options: { archive?: boolean; type?: string; held?: string[]; broken?: string[] }) {
  const { archive = true, type = 'invoice.paid', held, broken = [] } = options;
  const { webhooks, source } = parts(archive);
  const urls: string[] = [];
  const items: LedgerItem[] = [];
  const state: Custody = { state: 'done', owner: 'a', until: 0, attempts: 1, failures: [] };
  const custody = new Map((held ?? []).map((target) => [target, state]));
  const entry = { ...ledgerItem(factsAt('09:00:00.000', 'evt_1'), 'digest', [], 0), custody };
  const queues = {
    send: async (url: string) => {
      if (broken.includes(url)) throw new Error('no queue');
      urls.push(url);
    },
  };
  const body = Buffer.from(`{"id":"evt_1","type":"${type}","created":1767225600}`);
  const delivery = { method: 'POST', url: 'https://h.example/', headers: { 'content-type': 'application/json' }, body };
  const { outcome } = await takeIn(
    source,
    fetchedFromProvider(delivery),
    { receivedAt: 0, requestId: 'request' },
    {
      webhooks,
      claimChecks: { put: async () => undefined },
      claimCheckKb: 200,
      ledger: {
        async record(item) {
          items.push(item);
          return held && entry;
        },
      },
      send: sendTo({ queues, webhooks, queueUrlPrefix: '' }),
      now: () => 0,
      log: jsonLog(() => undefined),
    },
  );
  return { outcome, urls, targets: items[0]?.targets };
}

test('an accepted event goes to the archive as it goes to a processor, if there is one', async () => {
  expect(await taken({})).toEqual({ outcome: 'accepted', urls: ['bill', '_archive'], targets: ['bill', '_archive'] });
  expect(await taken({ archive: false })).toEqual({ outcome: 'accepted', urls: ['bill'], targets: ['bill'] });
});

test('what no processor wants does not go to the archive either', async () => {
  expect(await taken({ type: 'charge.refunded' })).toMatchObject({ outcome: 'ignored', urls: [] });
});

test('an event is not accepted while it is not on its way to the archive', async () => {
  expect(await taken({ broken: ['_archive'] })).toMatchObject({ outcome: 'unavailable', urls: ['bill'] });
});

test('when the provider sends it again it goes to the archive, until the ledger shows that this has had it', async () => {
  expect(await taken({ held: ['bill'] })).toMatchObject({ outcome: 'duplicate', urls: ['_archive'] });
  expect(await taken({ held: ['bill', '_archive'] })).toMatchObject({ outcome: 'duplicate', urls: [] });
});
