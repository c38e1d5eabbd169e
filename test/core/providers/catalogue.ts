import { providers } from '../../../core/providers/index.ts';
import { row, type Sender } from './sender.ts';

const {
  jira,
  typeform,
  webflow,
  intercom,
  bitbucket,
  circleci,
  calendly,
  'coinbase-commerce': coinbaseCommerce,
} = providers;

/** The rows of the providers that are a description of a scheme and nothing more. */
export const catalogue: readonly Sender[] = [
  row('jira', jira, 'x-hub-signature'),
  row('typeform', typeform, 'typeform-signature'),
  row('webflow', webflow, 'x-webflow-signature', { signsTime: true, needs: ['x-webflow-timestamp'] }),
  row('intercom', intercom, 'x-hub-signature'),
  row('bitbucket', bitbucket, 'x-hub-signature'),
  row('circleci', circleci, 'circleci-signature', { separator: ',' }),
  row('calendly', calendly, 'calendly-webhook-signature', { signsTime: true, tolerance: 180, separator: ',' }),
  row('coinbase-commerce', coinbaseCommerce, 'x-cc-webhook-signature'),
];
