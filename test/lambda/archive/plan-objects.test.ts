import { claimCheckOf } from '../../../core/claim-check.ts';
import type { EventFacts } from '../../../core/event-facts.ts';
import { planObjects } from '../../../lambda/archive/plan-objects.ts';

const facts = (id: string): EventFacts => ({
  id,
  source: 'acme',
  provider: 'acme',
  type: 'made',
  time: '2026-01-31T09:15:00.000Z',
  receivedAt: '2026-01-31T09:15:00.000Z',
  requestId: 'request',
  contentType: 'application/json',
});

const message = (id: string, bytes: number) => ({
  messageId: `message of ${id}`,
  envelope: { facts: facts(id), body: Buffer.alloc(bytes) },
});

test('an object holds no more than fits the memory, but a body that is larger has one of its own', () => {
  const messages = [message('a', 4), message('b', 5), message('c', 2), message('d', 99), message('e', 1)];
  const ids = planObjects(messages, 10).map(({ lines }) => lines.map((line) => line.facts.id).join(''));
  expect(ids).toEqual(['ab', 'c', 'd', 'e']);
});

test('a body that lies elsewhere counts as what it will be', () => {
  const body = claimCheckOf(facts('a'), Buffer.alloc(9), 'a'.repeat(64));
  const messages = [{ messageId: 'm', envelope: { facts: facts('a'), body } }, message('b', 2)];
  expect(planObjects(messages, 10)).toHaveLength(2);
});

test('nothing becomes no object', () => {
  expect(planObjects([])).toEqual([]);
});
