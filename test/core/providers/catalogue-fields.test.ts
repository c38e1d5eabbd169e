import { readContent } from '../../../core/content.ts';
import { readField } from '../../../core/field.ts';
import { providers } from '../../../core/providers/index.ts';
import type { Provider } from '../../../core/providers/provider.ts';
import { credentialsFields } from './fields/credentials.ts';
import { handshakesFields } from './fields/handshakes.ts';
import { keysFields } from './fields/keys.ts';
import { moreFields } from './fields/more.ts';
import { moreSecondFields } from './fields/more-second.ts';
import { moreStandardFields } from './fields/more-standard.ts';
import { plainFields } from './fields/plain.ts';

test.each([
  ...plainFields,
  ...keysFields,
  ...handshakesFields,
  ...credentialsFields,
  ...moreFields,
  ...moreSecondFields,
  ...moreStandardFields,
])('an event of %s, %j %j, says what it is', (id, headers, body, expected) => {
  const delivery = {
    method: 'POST',
    url: 'https://h.example.com/',
    headers,
    body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
  };
  const { event }: Provider = providers[id];
  const [eventId, type, time, subject] = expected;
  const content = readContent(delivery);
  expect([event.id, event.type, event.time, event.subject].map((field) => readField(content, field))).toEqual([
    eventId,
    type,
    time,
    subject,
  ]);
});
