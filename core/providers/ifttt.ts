import type { Provider } from './provider.ts';
import { requestBuilder } from './request-builder.ts';

export const ifttt: Provider = {
  id: 'ifttt',
  name: 'IFTTT',
  ...requestBuilder,
  docs: 'https://ifttt.com/docs/api_reference',
};
