import { hmacScheme } from '../signatures/hmac.ts';
import type { Provider } from './provider.ts';

export const terraformCloud: Provider = {
  id: 'terraform-cloud',
  name: 'HCP Terraform',
  scheme: hmacScheme({ header: 'X-TFE-Notification-Signature', algorithm: 'sha512' }),
  content: 'json',
  event: {
    type: 'body.notifications.0.trigger',
    time: ['body.notifications.0.run_updated_at', 'body.run_created_at'],
    subject: 'body.workspace_name',
  },
  docs: 'https://developer.hashicorp.com/terraform/cloud-docs/api-docs/notification-configurations',
};
