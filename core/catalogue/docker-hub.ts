import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf, secondsOf } from './sample.ts';

/** A push: https://docs.docker.com/docker-hub/repos/manage/webhooks/ */
export const dockerHub: CatalogueEntry = {
  types: ['event'],
  deliver: (_, __, context) =>
    jsonDelivery(context.url, {
      callback_url: `https://registry.hub.docker.com/u/acme/shop/hook/${nameOf(context, 32)}/`,
      push_data: { pushed_at: secondsOf(context), pusher: 'zoe', tag: 'latest' },
      repository: {
        name: 'shop',
        namespace: 'acme',
        owner: 'acme',
        repo_name: 'acme/shop',
        repo_url: 'https://registry.hub.docker.com/u/acme/shop/',
        description: 'Zoë’s shop',
        is_private: true,
        status: 'Active',
      },
    }),
  register: 'In the repository, Webhooks > Create: the URL …/webhooks/NAME?secret=YOUR_SECRET.',
  secret: 'Make one up of letters, digits and -._~, such as `openssl rand -hex 32` prints.',
  traps: [
    'Nothing is signed and no header can be set: the secret in the URL is all there is.',
    'A push is the only thing that is sent, so events have no type: ask for the tag in push_data.',
  ],
};
