import { replayMeant, selectionOf } from '../../../cli/replay/replay-options.ts';
import { defineWebhooks } from '../../../core/index.ts';
import type { ReplayRecord } from '../../../core/replay-record.ts';

const webhooks = defineWebhooks({
  sources: { stripe: {}, github: {} },
  processors: { 'record-payment': { on: { stripe: ['*'] } } },
});
const since = '2026-01-31T00:00:00.000Z';
const until = '2026-02-01T00:00:00.000Z';

describe('what is typed', () => {
  test('means events of one source, or of all', () => {
    expect(selectionOf('stripe', [], { since }, webhooks)).toMatchObject({
      sources: ['stripe'],
      ids: undefined,
      since,
    });
    expect(selectionOf(undefined, [], { source: 'github', since }, webhooks).sources).toEqual(['github']);
    expect(selectionOf(undefined, [], { since }, webhooks).sources).toEqual(['stripe', 'github']);
  });

  test('means each id once, in the form in which the ledger knows it', () => {
    const { ids } = selectionOf('stripe', ['evt_1', 'evt_1', 'ä'], {}, webhooks);
    expect(ids).toEqual(['evt_1', expect.stringMatching(/^sha256:[0-9a-f]{64}$/)]);
  });

  test.each([
    [undefined, [], {}, 'say which events'],
    ['stripe', [], { type: 'invoice.paid' }, 'say which events'],
    ['paypal', ['a'], {}, 'there is no source "paypal"; there are: stripe, github'],
    ['stripe', ['a'], { source: 'stripe' }, 'name the source once'],
    ['stripe', ['a'], { processor: 'nobody' }, 'there is no processor "nobody"; there are: record-payment'],
    ['stripe', ['a'], { processor: '_archive' }, 'there is no processor "_archive"'],
    ['stripe', [], { since: until, until: since }, 'is not after --since'],
  ])('is refused when it cannot be meant: %j %j %j', (source, ids, options, says) => {
    expect(() => selectionOf(source, ids, options, webhooks)).toThrow(says);
  });
});

describe('the replay that is meant', () => {
  const kept = new Map<string, ReplayRecord>();
  const log = { read: async (id: string) => kept.get(id) };
  const meant = (options: { readonly resume?: string; readonly again?: boolean } = {}, from = since) =>
    replayMeant(options, () => selectionOf('stripe', [], { since: from }, webhooks), log);

  test('is a new one, which ends where it begins', async () => {
    const record = await meant();
    expect(record).toMatchObject({ state: 'begun', ahead: [], sent: 0, selection: { since, until: record.startedAt } });
  });

  test('is the one before when the same is typed again, unless it says so', async () => {
    const before = { ...(await meant()), sent: 7 };
    kept.set(before.id, before);
    expect(await meant()).toBe(before);
    expect((await meant({ again: true })).id).not.toBe(before.id);
    expect((await meant({}, until)).id).not.toBe(before.id);
  });

  test('is the one that is named, if there is one', async () => {
    const before = { ...(await meant()), sent: 7 };
    kept.set(before.id, before);
    expect(await meant({ resume: before.id })).toBe(before);
    await expect(meant({ resume: 'nothing' })).rejects.toThrow('there is no replay "nothing"');
  });
});
