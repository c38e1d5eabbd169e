import { createHash } from 'node:crypto';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { asReplay } from '../../core/as-replay.ts';
import { claimCheckOf } from '../../core/claim-check.ts';
import { type Custody, completed, deadLettered, released } from '../../core/custody.ts';
import { encodeEnvelope } from '../../core/envelope.ts';
import type { EventFacts } from '../../core/event-facts.ts';
import { custodyAttribute, ledgerItem } from '../../core/ledger-item.ts';

/** A message as it lies on a queue, and what has to be read from it. */
export interface FrozenMessage {
  readonly what: string;
  readonly message: string;
  readonly facts: EventFacts;
  /** Base64, or the claim check. */
  readonly body: unknown;
}

/** An item as it lies in the table, in DynamoDB's JSON, and what has to be read from it. */
export interface FrozenItem {
  readonly what: string;
  readonly item: Record<string, AttributeValue>;
  /** By processor, at the time `NOW`. */
  readonly statuses: Readonly<Record<string, string>>;
}

/** The time at which the fixtures are written and read. */
export const NOW = Date.parse('2026-01-01T00:00:10.000Z');

const facts: EventFacts = {
  id: 'evt_1',
  source: 'stripe',
  provider: 'stripe',
  type: 'invoice.paid',
  time: '2026-01-01T00:00:00.000Z',
  receivedAt: '2026-01-01T00:00:01.000Z',
  requestId: 'req-1',
  subject: 'in_1',
  contentType: 'application/json',
};

const BODIES = [
  [
    'JSON, verbatim',
    'application/json',
    '{ "id":"evt_1","n":12345678901234567890,"é":"\\u00e9\\ud83d\\ude00","data":1 }',
  ],
  ['text', 'text/plain; charset=utf-8', 'line 1\nline "2"'],
  ['a form', 'application/x-www-form-urlencoded', 'payload=%7B%22a%22%3A1%7D&b=2'],
  ['bytes', 'application/octet-stream', '\u0000\u0001\ufffe'],
] as const;

/** Messages of every kind, as the code of today writes them. */
export function messages(): FrozenMessage[] {
  const whole = BODIES.map(([what, contentType, text]) => {
    const body = Buffer.from(text);
    const its = { ...facts, contentType };
    return { what, message: encodeEnvelope(its, body), facts: its, body: body.toString('base64') };
  });
  const large = Buffer.alloc(300_000, 'x');
  const claimCheck = claimCheckOf(facts, large, createHash('sha256').update(large).digest('hex'));
  const [first] = whole;
  const replayed = first && { ...first, what: 'a replay', message: asReplay(first.message, 'replay-1') };
  return [
    ...whole,
    { what: 'a claim check', message: encodeEnvelope(facts, claimCheck), facts, body: claimCheck },
    ...(replayed ? [{ ...replayed, facts: { ...replayed.facts, replay: 'replay-1' } }] : []),
  ].map((each) => JSON.parse(JSON.stringify(each)));
}

/** Items in every state, as the code of today writes them. */
export function items(): FrozenItem[] {
  const claimed: Custody = { state: 'claimed', owner: 'one', until: NOW + 5000, attempts: 2, failures: [] };
  const failure = { attempt: 2, at: NOW, error: 'no such customer' };
  const states: Record<string, Custody> = {
    running: claimed,
    retrying: released(claimed, failure, NOW + 12_000),
    died: { ...claimed, until: NOW - 1 },
    done: completed(claimed),
    failed: deadLettered(claimed, failure),
    replayed: { ...completed(claimed), replays: ['replay-1', 'redrive-2'] },
  };
  const item = ledgerItem(facts, 'd1ge57', ['queued', ...Object.keys(states)], NOW);
  const held = Object.entries(states).map(([name, state]) => [custodyAttribute(name), state] as const);
  const marshalled = (value: object): Record<string, AttributeValue> =>
    marshall(value, { removeUndefinedValues: true });
  return [
    { what: 'an event that nobody has held', item: marshalled(item), statuses: {} },
    {
      what: 'an event in every state',
      item: marshalled({ ...item, signedBy: 'k1', ...Object.fromEntries(held) }),
      statuses: {
        running: 'running',
        retrying: 'retrying',
        died: 'retrying',
        done: 'done',
        failed: 'failed',
        replayed: 'done',
      },
    },
  ];
}
