import { credentialScheme } from '../signatures/credential.ts';
import { asBasicAuth, asBearerToken } from '../signatures/secret-place.ts';
import { alertGroup } from './alert-group.ts';
import type { Provider } from './provider.ts';

export const alertmanager: Provider = {
  id: 'alertmanager',
  name: 'Prometheus Alertmanager',
  scheme: credentialScheme(asBearerToken, asBasicAuth),
  ...alertGroup,
  docs: 'https://prometheus.io/docs/alerting/latest/configuration/#webhook_config',
};
