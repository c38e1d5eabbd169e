import { credentialScheme } from '../signatures/credential.ts';
import { inQuery } from '../signatures/secret-place.ts';
import type { Provider } from './provider.ts';

export const dockerHub: Provider = {
  id: 'docker-hub',
  name: 'Docker Hub',
  scheme: credentialScheme(inQuery('secret')),
  content: 'json',
  event: { time: 'body.push_data.pushed_at', subject: 'body.repository.repo_name' },
  docs: 'https://docs.docker.com/docker-hub/repos/manage/webhooks/',
};
