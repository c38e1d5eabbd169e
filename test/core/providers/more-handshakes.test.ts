import { createHmac, createSecretKey } from 'node:crypto';
import { readContent } from '../../../core/content.ts';
import { linkedin } from '../../../core/providers/linkedin.ts';
import { nylas } from '../../../core/providers/nylas.ts';
import type { Provider } from '../../../core/providers/provider.ts';
import { smartcar } from '../../../core/providers/smartcar.ts';
import { sourceOf } from '../source-of.ts';
import { verdictOf, WRONG } from './sdk/deliveries.ts';

const SECRET = 'the client secret of the app';
const KEYS = [createSecretKey(Buffer.from(SECRET)), createSecretKey(Buffer.from('another secret of the app'))];
const hex = (text: string) => createHmac('sha256', SECRET).update(text).digest('hex');

function probed({ probe }: Provider, method: string, { query = '', body = '', keys = KEYS } = {}) {
  const url = `https://hooks.example.com/it${query}`;
  const headers = { 'content-type': 'application/json' };
  const answer = probe?.(method, readContent({ method, url, headers, body: Buffer.from(body) }), {});
  return typeof answer === 'function' ? answer(keys) : answer;
}

test('Nylas gets its challenge back as plain text, and no browser takes it for a page', () => {
  expect(probed(nylas, 'GET', { query: '?challenge=%3Cb%3Ebc609b38' })).toEqual({
    status: 200,
    headers: { 'content-type': 'text/plain', 'x-content-type-options': 'nosniff' },
    body: '<b>bc609b38',
  });
  expect(probed(nylas, 'POST', { query: '?challenge=x' })).toBeUndefined();
  expect(probed(nylas, 'GET')).toBeUndefined();
});

describe("LinkedIn's challenge", () => {
  const CODE = '890e4665-4dfe-4ab1-b689-ed553bceeed0';

  test('is answered with its HMAC', () => {
    expect(probed(linkedin, 'GET', { query: `?challengeCode=${CODE}&applicationId=1` })).toEqual({
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ challengeCode: CODE, challengeResponse: hex(CODE) }),
    });
    expect(probed(linkedin, 'GET', { query: `?challengeCode=${CODE}`, keys: [] })).toEqual({ status: 503 });
  });

  test.each([
    '?challengeCode=',
    `?challengeCode=hmacsha256={"type":"forged"}`,
    `?challengeCode=${CODE}x`,
    `?challengeCode=x${CODE}`,
    `?challengeCode=${CODE}%0A`,
    `?challengeCode=${CODE.replaceAll('-', '')}`,
    `?challenge=${CODE}`,
    '',
  ])('is nothing else that somebody would like to have signed: %s', (query) => {
    expect(probed(linkedin, 'GET', { query })).toBeUndefined();
  });

  test('is a GET, and its answer signs no body', async () => {
    expect(probed(linkedin, 'POST', { query: `?challengeCode=${CODE}` })).toBeUndefined();
    const delivery = {
      method: 'POST',
      url: 'https://hooks.example.com/it',
      headers: { 'x-li-signature': hex(CODE) },
      body: Buffer.from(CODE),
    };
    expect(await verdictOf(linkedin, delivery, SECRET)).toEqual(WRONG);
  });
});

describe("Smartcar's test of the address", () => {
  const CHALLENGE = '3a5c8f72-e6d9-4b1a-9f2e-8c7d6a5b4e3f';

  test.each([
    { eventType: 'VERIFY', data: { challenge: CHALLENGE } },
    { eventName: 'verify', payload: { challenge: CHALLENGE } },
  ])('is answered with the HMAC of its challenge: %j', (request) => {
    const body = JSON.stringify(request);
    expect(probed(smartcar, 'POST', { body })).toEqual({
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ challenge: hex(CHALLENGE) }),
    });
    expect(probed(smartcar, 'POST', { body, keys: [] })).toEqual({ status: 503 });
    expect(probed(smartcar, 'GET', { body })).toBeUndefined();
  });

  test.each([
    '',
    'short',
    '{"eventType":"FORGED"}',
    '12345678',
    '-1234567890',
    'x'.repeat(129),
    `${CHALLENGE}\n`,
    '"12345678"',
    7,
  ])('has no challenge that could be a body: %j', (challenge) => {
    const body = JSON.stringify({ eventType: 'VERIFY', data: { challenge } });
    expect(probed(smartcar, 'POST', { body })).toBeUndefined();
  });

  test('is no other event', () => {
    for (const eventType of ['VEHICLE_STATE', 'VERIFYX', 1, null])
      expect(
        probed(smartcar, 'POST', { body: JSON.stringify({ eventType, data: { challenge: CHALLENGE } }) }),
      ).toBeUndefined();
    for (const body of ['', 'null', '[]', '{}']) expect(probed(smartcar, 'POST', { body })).toBeUndefined();
  });

  test('answers nothing that would pass for an event: Smartcar sends JSON', () => {
    expect(sourceOf(smartcar).provider.content).toBe('json');
    expect(() => JSON.parse(CHALLENGE)).toThrow();
  });
});
