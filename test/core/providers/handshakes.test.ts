import { readContent } from '../../../core/content.ts';
import { intercom } from '../../../core/providers/intercom.ts';
import type { Provider } from '../../../core/providers/provider.ts';

type Headers = Readonly<Record<string, string>>;

const content = (body: string, headers: Headers = {}) =>
  readContent({ method: 'POST', url: 'https://hooks.example.com/', headers, body: Buffer.from(body) });

const probed = ({ probe }: Provider, method: string, body = '', headers: Headers = {}) =>
  probe?.(method, content(body, headers));

test('Intercom may try the URL with HEAD; anything else needs a signature', () => {
  expect(probed(intercom, 'HEAD')).toEqual({ status: 200 });
  for (const method of ['GET', 'POST', 'head', '']) expect(probed(intercom, method)).toBeUndefined();
});
