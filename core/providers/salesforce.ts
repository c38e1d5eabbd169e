import type { Content } from '../content.ts';
import { salesforceScheme } from '../signatures/salesforce.ts';
import { soapNotifications } from '../soap-notifications.ts';
import type { Provider } from './provider.ts';

const messageIn = ({ text }: Content) => soapNotifications(text ?? '');

export const salesforce: Provider<'organizationId'> = {
  id: 'salesforce',
  name: 'Salesforce',
  scheme: salesforceScheme,
  settings: {
    organizationId: {
      says: 'the Organization ID from Setup > Company Information',
      form: /^00D[0-9A-Za-z]{12}(?:[0-9A-Z]{3})?$/,
      example: '00D5g000004Z1abEAC',
    },
  },
  event: {
    // A message of several is known by its digest: the next may begin with the same one.
    id: (content) => {
      const [id, ...others] = messageIn(content)?.ids ?? [];
      return others.length === 0 ? id : undefined;
    },
    type: (content) => messageIn(content)?.type,
    subject: (content) => messageIn(content)?.organizationId,
  },
  batch: {
    items: (content) => messageIn(content)?.single(),
    event: {
      id: (content) => messageIn(content)?.ids[0],
      type: (content) => messageIn(content)?.type,
      subject: (content) => messageIn(content)?.organizationId,
    },
    contentType: 'text/xml',
  },
  // Anything else is sent again, for a day.
  ack: {
    status: 200,
    headers: { 'content-type': 'text/xml; charset=utf-8' },
    body:
      '<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/">' +
      '<soapenv:Body><notificationsResponse xmlns="http://soap.sforce.com/2005/09/outbound"><Ack>true</Ack>' +
      '</notificationsResponse></soapenv:Body></soapenv:Envelope>',
  },
  docs: 'https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_om_outboundmessaging_notifications.htm',
};
