import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { archiveKey, archiveLine, archivePrefix, readArchiveKey, readArchiveLine } from '../../core/archive.ts';
import { claimCheckOf } from '../../core/claim-check.ts';
import { encodeEnvelope } from '../../core/envelope.ts';
import type { EventFacts } from '../../core/event-facts.ts';

const facts: EventFacts = {
  id: 'evt_1',
  source: 'stripe',
  provider: 'stripe',
  type: 'invoice.paid',
  time: '2026-01-31T09:15:00.000Z',
  receivedAt: '2026-01-31T09:15:00.123Z',
  requestId: 'JKJaXmPLvHcESHA=',
  subject: 'acct_1\u2028',
  contentType: 'application/json',
};

const keep = (body: Buffer, contentType = facts.contentType) =>
  archiveLine(encodeEnvelope({ ...facts, contentType }, body));

describe('a line', () => {
  test('is one line of plain JSON, whatever line breaks the body has', () => {
    const line = keep(Buffer.from('{\n  "id": 12345678901234567890,\r\n\t"text": "a\\nb"\n}'));
    expect(line).not.toMatch(/[\n\r]/);
    expect(JSON.parse(line)).toMatchObject({
      specversion: '1.0',
      id: 'evt_1',
      source: 'stripe',
      type: 'invoice.paid',
      receivedtime: '2026-01-31T09:15:00.123Z',
      data: { text: 'a\nb' },
    });
    expect(line).toContain('"id": 12345678901234567890,');
  });

  test.each([
    ['{\n  "a": 1\n}', 'application/json'],
    ['\r\n\t[\t\t \n\n ,]'.replace(',', '1'), 'application/json'],
    ['a=1&b=\n2\t\u2028', 'text/plain'],
    ['no JSON\n', 'application/json'],
    ['\ufeff{}', 'application/json'],
  ])('gives back the very bytes of %j', (text, contentType) => {
    const { facts: read, body } = readArchiveLine(keep(Buffer.from(text), contentType));
    expect(body.toString()).toBe(text);
    expect(read).toEqual({ ...facts, contentType, replay: undefined });
  });

  test('gives back the very bytes of any white space between any tokens', () => {
    const space = fc.stringMatching(/^[ \t\r\n]{0,6}$/);
    fc.assert(
      fc.property(space, space, fc.json(), (before, after, json) => {
        const text = `${before}${JSON.stringify(JSON.parse(json), null, after)}${after}`;
        expect(readArchiveLine(keep(Buffer.from(text))).body.toString()).toBe(text);
      }),
    );
  });

  test('gives back bytes that are no text', () => {
    const bytes = Buffer.from([0, 255, 10, 13, 9]);
    expect(readArchiveLine(keep(bytes, 'application/octet-stream')).body).toEqual(bytes);
  });

  test('that only refers to its body is none', () => {
    const reference = claimCheckOf(facts, Buffer.from('{}'), 'a'.repeat(64));
    expect(() => readArchiveLine(encodeEnvelope(facts, reference))).toThrow(SyntaxError);
    expect(() => readArchiveLine('{"specversion":"1.0"}')).toThrow(SyntaxError);
    expect(() => readArchiveLine('')).toThrow(SyntaxError);
  });
});

describe('a key', () => {
  const entry = {
    source: 'stripe-connect',
    hour: '2026-01-31T09',
    from: '2026-01-31T09:15:00.123Z',
    to: '2026-01-31T09:19:59.999Z',
    digest: '0123456789abcdef',
  };

  test('says the source and the hour in the way that Athena partitions by, and when its events came', () => {
    const key =
      'archive/source=stripe-connect/hour=2026-01-31T09/20260131T091500123Z-20260131T091959999Z-0123456789abcdef.ndjson.gz';
    expect(archiveKey(entry)).toBe(key);
    expect(readArchiveKey(key)).toEqual(entry);
    expect(key.startsWith(archivePrefix('stripe-connect', '2026-01-31T09'))).toBe(true);
  });

  test('has no colon, which Hadoop cannot read', () => {
    expect(archiveKey(entry)).not.toContain(':');
  });

  test.each(['archive/source=stripe/hour=2026-01-31T09/note.txt', 'archive/', 'stripe/x.ndjson.gz', ''])(
    'of something else is none: %j',
    (key) => {
      expect(readArchiveKey(key)).toBeUndefined();
    },
  );
});

describe('docs/archive.md', () => {
  const page = readFileSync('docs/archive.md', 'utf8');
  const [, line = ''] = /```json\n(.*)\n```/.exec(page) ?? [];

  test('shows a line as it is written', () => {
    const { facts: shown, body } = readArchiveLine(line);
    expect(archiveLine(encodeEnvelope(shown, body))).toBe(line);
  });

  test('shows a key as it is made', () => {
    const [key = ''] = /archive\/source=\S+\.ndjson\.gz/.exec(page) ?? [];
    expect(readArchiveKey(key.replace('DIGEST', 'abc'))).toMatchObject({
      source: 'stripe',
      from: '2026-01-31T09:05:12.345Z',
    });
  });

  test('asks Athena only for what stands in a line', () => {
    const view = page.slice(page.indexOf('CREATE VIEW'), page.indexOf('```', page.indexOf('CREATE VIEW')));
    const asked = [...view.matchAll(/\(line, '\$\.(\w+)'\)/g)].map(([, name]) => name);
    const names = [...Object.keys(JSON.parse(line)), 'data_base64'];
    expect(asked.length).toBeGreaterThan(5);
    expect(asked.filter((name) => !names.includes(name ?? ''))).toEqual([]);
    const [, template = ''] = /"storage\.location\.template" = "s3:\/\/BUCKET\/(.*)"/.exec(page) ?? [];
    const filled = template.replace(/\$\{(\w+)\}/g, '<$1>');
    expect(`${filled}/`).toBe(archivePrefix('<source>', '<hour>'));
  });
});
