import examples from '@octokit/webhooks-examples/api.github.com/index.json' with { type: 'json' };
import { sign, verify } from '@octokit/webhooks-methods';
import { readContent } from '../../../../core/content.ts';
import { readField } from '../../../../core/field.ts';
import { github } from '../../../../core/providers/github.ts';
import { ACCEPTED, BODIES, delivery, verdictOf, WRONG } from './deliveries.ts';

const SECRET = "It's a Secret to Everybody";

describe("GitHub's own library", () => {
  test.each(BODIES)('signs what we accept: %j', async (body) => {
    const signed = delivery(body, { 'x-hub-signature-256': await sign(SECRET, body) });
    expect(await verdictOf(github, signed, SECRET)).toEqual(ACCEPTED);
  });

  test.each(BODIES)('accepts what we sign: %j', async (body) => {
    const { headers } = github.scheme.sign(delivery(body), SECRET, { now: Date.now() });
    expect(await verify(SECRET, body, headers['x-hub-signature-256'] ?? '')).toBe(true);
    expect(await verify(SECRET, `${body} `, headers['x-hub-signature-256'] ?? '')).toBe(false);
  });

  test('signs the whole form when the hook sends forms', async () => {
    const body = new URLSearchParams({
      payload: '{"action":"opened","repository":{"full_name":"acme/shop"}}',
    }).toString();
    const signed = {
      ...delivery(body, { 'x-hub-signature-256': await sign(SECRET, body), 'x-github-event': 'issues' }),
    };
    const form = { ...signed, headers: { ...signed.headers, 'content-type': 'application/x-www-form-urlencoded' } };
    expect(await verdictOf(github, form, SECRET)).toEqual(ACCEPTED);
    expect(await verdictOf(github, { ...form, body: Buffer.from(`${body}&payload=%7B%7D`) }, SECRET)).toEqual(WRONG);
    expect(readField(readContent(form), github.event.type)).toBe('issues.opened');
    expect(readField(readContent(form), github.event.subject)).toBe('acme/shop');
  });

  test('leaves the old SHA-1 header to those who still trust it', async () => {
    expect(await verdictOf(github, delivery('{}', { 'x-hub-signature': 'sha1=00' }), SECRET)).toEqual({
      ok: false,
      cause: 'missing-signature',
    });
  });
});

describe("GitHub's example payloads", () => {
  const all = examples.flatMap(({ name, examples: payloads }) => payloads.map((payload) => ({ name, payload })));

  test('are all accepted, and described by event, action and repository', async () => {
    expect(all.length).toBeGreaterThan(200);
    for (const { name, payload } of all) {
      const body = JSON.stringify(payload);
      const headers = {
        'x-github-event': name,
        'x-github-delivery': '72d3162e',
        'x-hub-signature-256': await sign(SECRET, body),
      };
      const signed = delivery(body, headers);
      expect(await verdictOf(github, signed, SECRET)).toEqual(ACCEPTED);

      const content = readContent(signed);
      const { action, repository, organization } = JSON.parse(body);
      expect(readField(content, github.event.id)).toBe('72d3162e');
      expect(readField(content, github.event.type)).toBe(action ? `${name}.${action}` : name);
      expect(readField(content, github.event.subject)).toBe(repository?.full_name ?? organization?.login);
    }
  });
});
