import { hook0Scheme, signedByHook0 } from '../signatures/hook0.ts';
import type { Provider } from './provider.ts';

export const hook0: Provider = {
  id: 'hook0',
  name: 'Hook0',
  scheme: hook0Scheme,
  event: {
    // A header counts only where it is signed.
    id: ({ headers }) => signedByHook0(headers, 'x-event-id'),
    type: [({ headers }) => signedByHook0(headers, 'x-event-type'), 'body.event_type', 'body.type'],
  },
  docs: 'https://documentation.hook0.com',
};
