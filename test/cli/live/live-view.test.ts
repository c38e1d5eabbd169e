import { execFile } from 'node:child_process';
import { promisify, stripVTControlCharacters } from 'node:util';

/** The pictures before and after each key, without colors, and what the keys asked for. */
async function draw(columns: number, rows: number, ...keys: string[]) {
  const words = ['--import', 'tsx', 'test/cli/live/draw.tsx', String(columns), String(rows), ...keys];
  const environment = { ...process.env, FORCE_COLOR: '0', CI: '' };
  const { stdout } = await promisify(execFile)(process.execPath, words, { env: environment });
  const { told, intents } = JSON.parse(stdout) as { told: string[]; intents: { do: string }[] };
  return {
    raw: told,
    pictures: told.map((picture) => stripVTControlCharacters(picture).trimEnd().split('\n')),
    intents,
  };
}

test('lists events with their states, and goes through them, their details and a replay by key', async () => {
  const keys = ['k', '\r', '\u001b', 'r', '1', '/', 'evt_1', '\r', 'i', 'q'];
  const { pictures, intents, raw } = await draw(100, 16, ...keys);
  const [first = [], up = [], details = [], , asking = [], , , filtered = [], , header = []] = pictures;
  expect(first[0]).toMatch(/^Breakwater • test/);
  expect(first[1]).toMatch(/ {2}\d{4}-\d\d-\d\d \d\d:\d\d:\d\d ✓ invoice.paid \[evt_1\] {2}record-payment done$/);
  expect(first[2]).toContain('✗ invoice.paid [evt_2]  record-payment failed');
  expect(first[3]).toMatch(/^> .* ↻ a.\.b \[evt_3\]/);
  expect(raw.join('')).not.toContain('evil');
  expect(first).toContain('stripe accepted');
  expect(up[2]).toMatch(/^> .*evt_2/);
  expect(details.join('\n')).toMatch(
    /id +evt_2\n[\s\S]*record-payment failed\n {2}attempt 1, .*: Error: no such customer/,
  );
  expect(asking.at(-1)).toBe('replay? y: all • 1: record-payment • any other key: no');
  expect(filtered.at(-1)).toMatch(/^\/evt_1/);
  expect(filtered.filter((line) => line.includes('invoice.paid'))).toHaveLength(1);
  expect(header[1]).toContain('POST http://127.0.0.1/webhooks/stripe');
  const asked = intents.filter((intent) => ['replay', 'quit', 'load body'].includes(intent.do));
  expect(asked).toEqual([{ do: 'load body' }, { do: 'replay', at: 0 }, { do: 'quit' }]);
});

test('fits a narrow terminal, without ids', async () => {
  const { pictures } = await draw(60, 12, '\r');
  for (const line of pictures.flat()) expect(line.length).toBeLessThanOrEqual(60);
  expect(pictures[0]?.[1]).toMatch(/^ {2}\d\d:\d\d:\d\d ✓ invoice.paid {2}record-payment done$/);
});
