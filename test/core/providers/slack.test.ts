import { type Content, readContent } from '../../../core/content.ts';
import type { Delivery } from '../../../core/delivery.ts';
import { readField } from '../../../core/field.ts';
import { slack } from '../../../core/providers/slack.ts';

const URL = 'https://hooks.example.com/webhooks/slack';
const post = (contentType: string, body: string): Delivery => ({
  method: 'POST',
  url: URL,
  headers: { 'content-type': contentType },
  body: Buffer.from(body),
});
const json = (value: unknown) => readContent(post('application/json', JSON.stringify(value)));
const form = (fields: Readonly<Record<string, string>>) =>
  readContent(post('application/x-www-form-urlencoded', new URLSearchParams(fields).toString()));

const described = (content: ReturnType<typeof json>) => ({
  id: readField(content, slack.event.id),
  type: readField(content, slack.event.type),
  time: readField(content, slack.event.time),
  subject: readField(content, slack.event.subject),
});

describe('what Slack sends', () => {
  test('is an event by its event_id, inner type and event_time', () => {
    const event = { type: 'app_mention', user: 'U1', type_of_nothing: 1 };
    const content = json({
      token: 'x',
      team_id: 'T1',
      event,
      type: 'event_callback',
      event_id: 'Ev1',
      event_time: 1760000000,
    });
    expect(described(content)).toEqual({ id: 'Ev1', type: 'app_mention', time: '1760000000', subject: 'T1' });
  });

  test('is a slash command by its trigger_id and the command', () => {
    const content = form({
      command: '/deploy',
      text: 'shop',
      team_id: 'T1',
      trigger_id: '1.2.3',
      response_url: 'https://x',
    });
    expect(described(content)).toEqual({ id: '1.2.3', type: '/deploy', time: undefined, subject: 'T1' });
  });

  test('is an interaction by the type in its payload, and has no id of its own', () => {
    const content = form({ payload: JSON.stringify({ type: 'block_actions', team: { id: 'T1' }, trigger_id: '1.2' }) });
    expect(described(content)).toEqual({ id: undefined, type: 'block_actions', time: undefined, subject: 'T1' });
  });
});

const shaken = (content: Content) => slack.handshake?.(content, { keys: [], settings: {} });
const probed = (method: string, content: Content) => slack.probe?.(method, content, {});

describe("Slack's tests of an endpoint", () => {
  test('get their challenge back as plain text', () => {
    expect(shaken(json({ type: 'url_verification', challenge: '3eZbrw1a', token: 'x' }))).toEqual({
      status: 200,
      headers: { 'content-type': 'text/plain' },
      body: '3eZbrw1a',
    });
  });

  test('are told from events that merely hold a challenge', () => {
    for (const value of [
      { type: 'event_callback', challenge: 'x' },
      { type: 'url_verification' },
      { type: 'url_verification', challenge: { a: 1 } },
      null,
      'url_verification',
    ])
      expect(shaken(json(value))).toBeUndefined();
  });

  test('of TLS come unsigned, by GET and by POST, and are answered before anything is verified', () => {
    const get = readContent({ method: 'GET', url: `${URL}?ssl_check=1&token=x`, headers: {}, body: Buffer.alloc(0) });
    expect(probed('GET', get)).toEqual({ status: 200 });
    expect(probed('POST', form({ ssl_check: '1', token: 'x' }))).toEqual({ status: 200 });
  });

  test('of TLS are told from commands and events', () => {
    expect(probed('POST', form({ command: '/deploy', text: 'ssl_check=1' }))).toBeUndefined();
    expect(probed('POST', json({ ssl_check: '1' }))).toBeUndefined();
    expect(probed('GET', readContent({ ...post('', ''), url: `${URL}?ssl_check=0` }))).toBeUndefined();
    expect(probed('GET', readContent({ ...post('', ''), url: 'no url' }))).toBeUndefined();
  });
});
