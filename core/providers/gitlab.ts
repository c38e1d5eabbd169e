import { credentialScheme } from '../signatures/credential.ts';
import { inHeader } from '../signatures/secret-place.ts';
import type { Provider } from './provider.ts';

export const gitlab: Provider = {
  id: 'gitlab',
  name: 'GitLab',
  scheme: credentialScheme(inHeader('X-Gitlab-Token')),
  content: 'json',
  event: {
    // Not X-Gitlab-Event-UUID: webhooks that set off one another share it.
    id: 'header.Idempotency-Key',
    type: ['body.object_kind', 'header.X-Gitlab-Event'],
  },
  deadline: 10,
  docs: 'https://docs.gitlab.com/user/project/integrations/webhooks/',
};
