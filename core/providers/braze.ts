import { jsonItems } from '../json-items.ts';
import { credentialScheme } from '../signatures/credential.ts';
import { asBearerToken } from '../signatures/secret-place.ts';
import type { Provider } from './provider.ts';

export const braze: Provider = {
  id: 'braze',
  name: 'Braze Currents',
  scheme: credentialScheme(asBearerToken),
  content: 'json',
  // A request has no one type: a processor that listens to that of the first would miss those behind it.
  event: {},
  batch: {
    items: ({ text }) => jsonItems(text, 'events'),
    event: { id: 'body.id', type: 'body.event_type', time: 'body.time', subject: 'body.user.user_id' },
  },
  docs: 'https://www.braze.com/docs/user_guide/data/distribution/braze_currents/setting_up_currents/custom_http_connector/',
};
