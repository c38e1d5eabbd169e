import { readLetter } from '../../../cli/dead-letters/letter.ts';
import { isWanted, type LetterFilter } from '../../../cli/dead-letters/letter-filter.ts';
import { logHint } from '../../../cli/dead-letters/log-hint.ts';
import type { Deployment } from '../../../cli/deployment.ts';
import { AT, envelopeOf, letterOf, messageOf } from './letters.ts';

const body = '{"customer":"cus_7","note":"x"}';
const wanted = (filter: Partial<LetterFilter>, message = messageOf('evt_1', { body: envelopeOf('evt_1', body) })) =>
  isWanted(readLetter(message), message.body, { ids: [], ...filter });

describe('a dead letter', () => {
  test('says which event it is, when and why it was given up, and where the log is', () => {
    const history = JSON.stringify([{ attempt: 3, at: AT, error: 'Error: x' }]);
    const attributes = { error: 'Error: x', attempts: '3', history, 'log-group': '/bill', 'log-stream': 's' };
    expect(readLetter(messageOf('evt_1', { attributes }))).toMatchObject({
      facts: { source: 'stripe', type: 'invoice.paid', id: 'evt_1' },
      at: AT,
      error: 'Error: x',
      attempts: 3,
      failures: [{ attempt: 3, at: AT, error: 'Error: x' }],
      log: { group: '/bill', stream: 's' },
    });
  });

  test.each([
    ['is no text of ours', { body: 'hello' }, 'not an envelope of an event'],
    ['was moved by SQS', { attributes: {} }, /^moved here by SQS/],
  ])('that %s says so', (_, more, error) => {
    const letter = readLetter(messageOf('evt_1', { attributes: {}, ...more }));
    expect(letter).toMatchObject({ error: expect.stringMatching(error), failures: [] });
    expect(letter.attempts).toBeUndefined();
  });

  test.each(['{', '{"a":1}', '[1,null,{"attempt":1}]', '[{"attempt":1,"at":1e300,"error":""}]'])(
    'with the history %s is still read',
    (history) => {
      expect(readLetter(messageOf('evt_1', { attributes: { error: 'x', attempts: 'many', history } }))).toMatchObject({
        error: 'x',
        failures: [],
      });
    },
  );
});

describe('a filter', () => {
  test.each<[string, Partial<LetterFilter>, boolean]>([
    ['nothing at all', {}, true],
    ['the whole type', { type: 'invoice.paid' }, true],
    ['a pattern of types', { type: 'invoice.*' }, true],
    ['a part of a type', { type: 'invoice' }, false],
    ['the source', { source: 'stripe' }, true],
    ['another source', { source: 'strip' }, false],
    ['a part of the error', { error: 'such customer' }, true],
    ['two parts of the error', { error: 'no*customer' }, true],
    ['another error', { error: 'timeout' }, false],
    ['the moment', { since: '2026-01-01T00:00:00.000Z' }, true],
    ['a later moment', { since: '2026-01-01T00:00:00.001Z' }, false],
    ['a part of the body', { match: '"customer":"cus_7"' }, true],
    ['a part of the id', { match: 'evt_' }, true],
    ['a part of the error, by any text', { match: 'no such' }, true],
    ['what is nowhere', { match: 'cus_8' }, false],
    ['its id', { ids: ['evt_0', 'evt_1'] }, true],
    ['what SQS calls it', { ids: ['m-evt_1'] }, true],
    ['another id', { ids: ['evt_2'] }, false],
    ['its id, but another type', { ids: ['evt_1'], type: 'charge.*' }, false],
    ['the right type and the wrong error', { type: 'invoice.*', error: 'timeout' }, false],
  ])('for %s', (_, filter, is) => {
    expect(wanted(filter)).toBe(is);
  });

  test('looks into a body that is no text', () => {
    const bytes = Buffer.concat([Buffer.from([0xff, 0x00]), Buffer.from('cus_9')]);
    const message = messageOf('evt_1', { body: envelopeOf('evt_1', bytes) });
    expect(wanted({ match: 'cus_9' }, message)).toBe(true);
    expect(wanted({ match: 'cus_8' }, message)).toBe(false);
  });

  test('never wants what cannot be read, unless it is named', () => {
    const message = messageOf('evt_1', { body: 'hello' });
    expect(wanted({}, message)).toBe(false);
    expect(wanted({ match: 'hello', error: 'no such' }, message)).toBe(false);
    expect(wanted({ ids: ['m-evt_1'] }, message)).toBe(true);
  });
});

describe('the hint where the log is', () => {
  const deployed = {
    isLocal: false,
    queueUrlPrefix: 'https://sqs.eu-west-1.amazonaws.com/123456789012/Webhooks-',
  } as Deployment;
  const letter = letterOf('evt_"1', { log: { group: '/aws/bill', stream: '2026/[$LATEST]0' } });

  test('is a query for the event, and the page of the stream in the console', () => {
    expect(logHint(letter, deployed)).toEqual({
      group: '/aws/bill',
      stream: '2026/[$LATEST]0',
      query:
        'fields @timestamp, level, message, attempt, error | filter source = "stripe" and event = "evt_\\"1" | sort @timestamp',
      url: 'https://eu-west-1.console.aws.amazon.com/cloudwatch/home?region=eu-west-1#logsV2:log-groups/log-group/$252Faws$252Fbill/log-events/2026$252F$255B$2524LATEST$255D0',
    });
  });

  test('is nothing on a local run, and where the letter does not say', () => {
    expect(logHint(letter, { ...deployed, isLocal: true })).toBeUndefined();
    expect(logHint(letterOf('evt_1'), deployed)).toBeUndefined();
  });
});
