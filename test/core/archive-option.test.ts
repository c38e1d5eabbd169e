import { parseWebhooks } from '../../core/index.ts';

const parse = (archive?: unknown) => parseWebhooks({ sources: { stripe: {} }, archive }).archive;

test('there is no archive unless it is asked for', () => {
  expect(parse()).toBeUndefined();
  expect(parse(false)).toBeUndefined();
});

test('an archive keeps events for 400 days, or as long as it is told', () => {
  expect(parse(true)).toEqual({ retentionDays: 400 });
  expect(parse({})).toEqual({ retentionDays: 400 });
  expect(parse({ retentionDays: 2555 })).toEqual({ retentionDays: 2555 });
});

test.each([
  ['yes', '"archive" is "yes"; allowed: true, false, { retentionDays: 400 }'],
  [{ retentionDays: 0 }, '"archive": "retentionDays" is 0; allowed: whole numbers from 1 to 36500'],
  [{ days: 7 }, '"archive": "days" is unknown; allowed: retentionDays'],
])('refuses %j', (archive, problem) => {
  expect(() => parse(archive)).toThrow(problem);
});
