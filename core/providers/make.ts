import type { Provider } from './provider.ts';
import { requestBuilder } from './request-builder.ts';

export const make: Provider = {
  id: 'make',
  name: 'Make',
  ...requestBuilder,
  docs: 'https://apps.make.com/http',
};
