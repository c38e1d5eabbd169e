import { credentialScheme } from '../signatures/credential.ts';
import { hmacScheme } from '../signatures/hmac.ts';
import { asBasicAuth, asBearerToken } from '../signatures/secret-place.ts';
import { signedOrCredential } from '../signatures/signed-or-credential.ts';
import { alertGroup } from './alert-group.ts';
import type { Provider } from './provider.ts';

export const grafana: Provider = {
  id: 'grafana',
  name: 'Grafana alerting',
  scheme: signedOrCredential({
    header: 'X-Grafana-Alerting-Signature',
    signed: hmacScheme({ header: 'X-Grafana-Alerting-Signature' }),
    credential: credentialScheme(asBearerToken, asBasicAuth),
  }),
  ...alertGroup,
  docs: 'https://grafana.com/docs/grafana/latest/alerting/configure-notifications/manage-contact-points/integrations/webhook-notifier/',
};
