import type { Provider } from './provider.ts';
import { requestBuilder } from './request-builder.ts';

export const zapier: Provider = {
  id: 'zapier',
  name: 'Zapier',
  ...requestBuilder,
  docs: 'https://help.zapier.com/hc/en-us/articles/8496326446989-Send-webhooks-in-Zap-workflows',
};
