import { credentialScheme } from '../signatures/credential.ts';
import { asBasicAuth, inHeader } from '../signatures/secret-place.ts';
import type { Provider } from './provider.ts';

export const azureDevops: Provider = {
  id: 'azure-devops',
  name: 'Azure DevOps',
  scheme: credentialScheme(asBasicAuth, inHeader('X-Webhook-Secret')),
  content: 'json',
  event: {
    id: 'body.id',
    type: 'body.eventType',
    time: 'body.createdDate',
    subject: 'body.resourceContainers.project.id',
  },
  docs: 'https://learn.microsoft.com/azure/devops/service-hooks/services/webhooks',
};
