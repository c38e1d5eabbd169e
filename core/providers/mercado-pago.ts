import { mercadoPagoScheme } from '../signatures/mercado-pago.ts';
import type { Provider } from './provider.ts';

export const mercadoPago: Provider = {
  id: 'mercado-pago',
  name: 'Mercado Pago',
  scheme: mercadoPagoScheme,
  content: 'json',
  event: {
    // The body is not signed: under an id of its own, one signature could be sent again with another event.
    id: 'header.X-Request-Id',
    type: ['body.action', 'body.type'],
    time: 'body.date_created',
    subject: 'body.data.id',
  },
  deadline: 22,
  docs: 'https://www.mercadopago.com/developers/en/docs/your-integrations/notifications/webhooks',
};
