import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf } from './sample.ts';

/** The notification of a run: https://developer.hashicorp.com/terraform/cloud-docs/api-docs/notification-configurations */
export const terraformCloud: CatalogueEntry = {
  types: ['run:completed', 'run:needs_attention'],
  deliver: (_, type, context) =>
    jsonDelivery(context.url, {
      payload_version: 1,
      notification_configuration_id: 'nc-AeUQ2zfKZzW9TiGZ',
      run_url: 'https://app.terraform.io/app/acme/shop/runs/run-FwnENkvDnrpyFC7M',
      run_id: `run-${nameOf(context, 16)}`,
      run_message: 'Zoës Änderung',
      run_created_at: new Date(context.now).toISOString(),
      run_created_by: 'zoe',
      workspace_id: 'ws-XdeUVMWShTesDMME',
      workspace_name: 'shop',
      organization_name: 'acme',
      notifications: [
        {
          message: 'Run Applied',
          trigger: type,
          run_status: 'applied',
          run_updated_at: new Date(context.now).toISOString(),
          run_updated_by: 'zoe',
        },
      ],
    }),
  register: "In the workspace's settings, add a notification of the kind Webhook with a token.",
  secret: 'The token that you chose for the notification.',
  secretIsOurs: true,
  traps: [
    'Saving the notification sends a test of the type verification, which has to be answered with 200: set the secret first.',
  ],
};
