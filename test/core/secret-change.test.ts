import { changedEntries, overwrittenEntries, secretValue } from '../../core/secret-change.ts';
import { secretEntries } from '../../core/secrets.ts';

const NOW = Date.parse('2026-03-01T00:00:00Z');
const HOUR = 3_600_000;
const at = (moment: number) => new Date(moment).toISOString();

/** The value after a change, as it is stored. */
function after(before: string, added: string[], keepUntil?: number) {
  let made = 0;
  const entries = changedEntries(secretEntries(before), {
    added: added.map((text, index) => ({ text, id: `knew${index + 1}` })),
    keepUntil,
    now: NOW,
    newId: () => `kold${++made}`,
    isUsable: (text) => text.length >= 16,
  });
  return JSON.parse(secretValue(entries)).secrets;
}

const OLD = 'the old secret of many';
const OLDER = 'an older secret of many';
const NEW = { value: 'the new secret of many', id: 'knew1', since: at(NOW) };

test('the new secret comes first, and the old one gets an end and a name', () => {
  const kept = { value: OLD, id: 'kold1', notAfter: at(NOW + HOUR) };
  for (const before of [OLD, `{"secrets":["${OLD}"]}`, `{"secrets":[{"value":"${OLD}"}]}`])
    expect(after(before, [NEW.value], NOW + HOUR)).toEqual([NEW, kept]);
});

test('an end that comes sooner stays, a later one does not, and what is over or useless goes', () => {
  const before = JSON.stringify({
    secrets: [
      { value: OLD, id: 'k00001', since: at(0), notAfter: at(NOW + 9 * HOUR) },
      { value: OLDER, id: 'k00002', notAfter: at(NOW + 1) },
      { value: `${OLDER}!`, id: 'k00003', notAfter: at(NOW - 1) },
      { value: `${OLDER}?`, notAfter: 'soon' },
      'short',
    ],
  });
  expect(after(before, [NEW.value], NOW + HOUR)).toEqual([
    NEW,
    { value: OLD, id: 'k00001', since: at(0), notAfter: at(NOW + HOUR) },
    { value: OLDER, id: 'k00002', notAfter: at(NOW + 1) },
  ]);
});

test('without an overlap nothing of the old is left, and going back to an old one makes it the first', () => {
  expect(after(OLD, [NEW.value])).toEqual([NEW]);
  const before = JSON.stringify({ secrets: [OLD, { value: OLDER, id: 'k00002', notAfter: at(NOW + 1) }] });
  expect(
    after(before, [OLDER], NOW + HOUR).map(({ value, notAfter }: typeof NEW & { notAfter?: string }) => [
      value,
      notAfter,
    ]),
  ).toEqual([
    [OLDER, undefined],
    [OLD, at(NOW + HOUR)],
  ]);
});

test('what somebody else put in in between is what neither was there before nor is there now', () => {
  const written = secretEntries(`{"secrets":["${NEW.value}","${OLD}"]}`);
  const overwritten = `{"secrets":["theirs, of enough bytes","${OLD}","${NEW.value}","${OLDER}"]}`;
  const lost = overwrittenEntries(`{"secrets":["${OLD}","${OLDER}"]}`, overwritten, written);
  expect(lost.map(({ text }) => text)).toEqual(['theirs, of enough bytes']);
});
