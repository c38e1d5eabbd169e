import type { Provider } from './provider.ts';
import { requestBuilder } from './request-builder.ts';

export const freshdesk: Provider = {
  id: 'freshdesk',
  name: 'Freshdesk',
  ...requestBuilder,
  docs: 'https://support.freshdesk.com/support/solutions/articles/132589-using-webhooks-in-automation-rules',
};
