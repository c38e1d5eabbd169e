import { errorText, jsonLog } from '../../lambda/log.ts';

const lines: string[] = [];
const log = jsonLog((line) => lines.push(line));
const last = () => JSON.parse(lines.at(-1) ?? '');

/** What a caller hands over that the types would have refused. */
const untyped = (fields: unknown): { readonly source?: string } => Object(fields);

test('a line has the fields of the list, and nothing else that it was handed', () => {
  const headers = { authorization: 'Bearer abc' };
  log.with({ source: 'stripe' }).info('refused', untyped({ cause: 'stale-timestamp', body: 'b', headers, ...headers }));
  expect(last()).toEqual({ level: 'info', message: 'refused', source: 'stripe', cause: 'stale-timestamp' });
  log.error('failed', untyped({ error: { headers }, ms: 3 }));
  expect(last()).toEqual({ level: 'error', message: 'failed', ms: 3 });
});

test('a processor may name fields, but not those of secrets, and gives texts and numbers only', () => {
  const processorLog = log.with({ source: 'stripe', event: 'evt_1' }).ofProcessor().with({ tenant: 't1' });
  const data = JSON.parse('{"card":"4242"}');
  const given = {
    amount: 12,
    paid: true,
    'x-api-key': 'k',
    authorization: 'a',
    setCookie: 'c',
    Webhook_Signature: 's',
  };
  processorLog.warn('paid', { ...given, data });
  const hidden = '[not logged]';
  expect(last()).toEqual({
    level: 'warn',
    message: 'paid',
    source: 'stripe',
    event: 'evt_1',
    tenant: 't1',
    amount: 12,
    paid: true,
    'x-api-key': hidden,
    authorization: hidden,
    setCookie: hidden,
    Webhook_Signature: hidden,
    data: '[not logged: object]',
  });
  processorLog.info('a', { level: 'error', message: 'forged', secret: undefined });
  expect(last()).toMatchObject({ level: 'info', message: 'a' });
});

test("what a processor's filter takes out of a text is in no line of its log", () => {
  const processorLog = log.ofProcessor((text) => text.replaceAll('the body', '[body]'));
  processorLog.with({ a: 'got the body' }).error('the body', { b: 'the body' });
  expect(last()).toEqual({ level: 'error', message: '[body]', a: 'got [body]', b: '[body]' });
});

test.each([
  ['a line feed', 'a\n{"level":"error","message":"forged"}'],
  ['a carriage return', 'a\rb'],
  ['a command to a terminal', 'a\u001b[2Jb'],
  ['a control sequence of eight bits', 'a\u009b2Jb'],
  ['a separator of lines', 'a\u2028b\u2029c'],
  ['a null byte', 'a\0b'],
])('%s in what others send stays within its line, and does nothing to who reads it', (_, text) => {
  log.info(text, { type: text });
  log.ofProcessor().info('x', { [text]: text });
  for (const line of lines.slice(-2)) {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there
    expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]|\\[nrbft]|\\u00/);
    expect(Object.keys(JSON.parse(line)).length).toBeLessThanOrEqual(3);
  }
});

test('what is longer than a message is cut', () => {
  log.info('a'.repeat(5000), { type: 'b'.repeat(5000) });
  expect(lines.at(-1)?.length).toBeLessThan(2100);
});

const parsing = (text: string) => {
  try {
    return String(JSON.parse(text));
  } catch (error) {
    return errorText(error);
  }
};

const secret = 'whsec_0123456789abcdef';

test.each([
  ['a body that is no JSON', parsing(`${secret} is the start of the body`)],
  ['the middle of a longer body', parsing(`{"a": "${'x'.repeat(50)}", ${secret}: 1}`)],
  ['the parameters of an address', errorText(new Error(`cannot load https://a.example/x?token=${secret} now`))],
  ['the user of an address', errorText(new Error(`cannot load https://me:${secret}@a.example/x`))],
  ['an authorization', errorText(new Error(`refused: Authorization: Bearer ${secret}`))],
  ['a header that undici refuses', headerError(`a\n${secret}`)],
])('an error does not say %s', (_, text) => {
  expect(text).toMatch(/Error/);
  expect(text).not.toContain('0123456789');
});

function headerError(value: string): string {
  try {
    return String(new Headers({ 'x-signature': value }).get('x-signature'));
  } catch (error) {
    return errorText(error);
  }
}

test('an error says the rest', () => {
  const error = new TypeError('no such customer cus_1 at https://a.example/x?y=1 (404)');
  expect(errorText(error)).toBe('TypeError: no such customer cus_1 at https://a.example/x?… (404)');
});
