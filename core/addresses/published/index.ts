import { buildkite } from './buildkite.ts';
import { github } from './github.ts';
import { paddle } from './paddle.ts';
import { paystack } from './paystack.ts';
import { postmark } from './postmark.ts';
import type { PublishedAddresses } from './published-addresses.ts';
import { stripe } from './stripe.ts';
import { telegram } from './telegram.ts';
import { terraformCloud } from './terraform-cloud.ts';

/** Every list, by the provider's id. A bundle has those only that its configuration asks for. */
export const publishedAddresses: Readonly<Record<string, PublishedAddresses>> = {
  buildkite,
  github,
  paddle,
  paystack,
  postmark,
  stripe,
  telegram,
  'terraform-cloud': terraformCloud,
};
