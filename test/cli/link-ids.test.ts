import { drawsLinks, linkIds } from '../../cli/start/link-ids.ts';

const message = (fields: object) => ({ kind: 'log', text: JSON.stringify(fields) }) as const;
const LINK = 'http://127.0.0.1:4800/?token=t0k';

test("an event's id leads to the event in the console", () => {
  const [line] = linkIds(['--> a.b [evt_1]'], message({ source: 'stripe', event: 'evt_1' }), LINK);
  expect(line).toBe(
    '--> a.b [\u001b]8;;http://127.0.0.1:4800/?token=t0k#/events/stripe/evt_1\u001b\\evt_1\u001b]8;;\u001b\\]',
  );
});

test("a tenant's event is one part of the link, though its id has a slash", () => {
  const [line] = linkIds(['--> a.b [acme/evt_1]'], message({ source: 'shopify', event: 'acme/evt_1' }), LINK);
  expect(line).toContain('/?token=t0k#/events/shopify/acme%2Fevt_1\u001b');
});

test('what a sender chose as an id is no command to the terminal, in the link neither', () => {
  const event = 'x\u001b]8;;http://evil\u0007/?#';
  const [line = ''] = linkIds(
    ['--> a.b [x\uFFFD]8;;http://evil\uFFFD/?#]'],
    message({ source: 'stripe', event }),
    LINK,
  );
  expect(line).toContain('#/events/stripe/x%1B%5D8%3B%3Bhttp%3A%2F%2Fevil%07%2F%3F%23\u001b\\');
  expect(line.split('\u001b]8;;')).toHaveLength(3);
});

test('lines without an event stay as they are', () => {
  expect(linkIds(['a [b]'], { kind: 'request', text: 'GET / 404' }, LINK)).toEqual(['a [b]']);
  expect(linkIds(['a [b]'], message({ source: 'stripe' }), LINK)).toEqual(['a [b]']);
});

test.each([
  [{ TERM_PROGRAM: 'iTerm.app' }, true],
  [{ VTE_VERSION: '7600' }, true],
  [{ VTE_VERSION: '4205' }, false],
  [{ KITTY_WINDOW_ID: '1' }, true],
  [{ TERM_PROGRAM: 'Apple_Terminal' }, false],
  [{ TERM_PROGRAM: 'iTerm.app', FORCE_HYPERLINK: '0' }, false],
  [{}, false],
])('of a terminal that sets %j it is known whether it draws links: %p', (environment, draws) => {
  expect(drawsLinks(environment)).toBe(draws);
});
