import { credentialScheme } from '../signatures/credential.ts';
import { inQuery } from '../signatures/secret-place.ts';
import type { Provider } from './provider.ts';

export const splunk: Provider = {
  id: 'splunk',
  name: 'Splunk',
  scheme: credentialScheme(inQuery('secret')),
  content: 'json',
  // Each result of a search that triggers for every result comes with the same sid: that is no id.
  event: { type: 'body.search_name', time: 'body.result._time', subject: 'body.sid' },
  docs: 'https://docs.splunk.com/Documentation/Splunk/latest/Alert/Webhooks',
};
