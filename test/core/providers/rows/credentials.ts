import { providers } from '../../../../core/providers/index.ts';
import { row, type Sender } from '../sender.ts';

const TOKEN: Partial<Sender> = {
  secret: 'a-token_of-more-than-16-bytes',
  otherSecret: 'another-token_of-more-than-16',
  protects: 'nothing',
};

const SOAP = `<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Body>
<notifications xmlns="http://soap.sforce.com/2005/09/outbound"><OrganizationId>00D5g000004Z1abEAC</OrganizationId>
<Notification><Id>04l000000000001AAA</Id></Notification></notifications></soapenv:Body></soapenv:Envelope>`;

/** The rows of the providers that hand over a secret, since they sign nothing. */
export const credentials: readonly Sender[] = [
  row('salesforce', providers.salesforce, '?secret', {
    ...TOKEN,
    settings: { organizationId: '00D5g000004Z1abEAC' },
    contentType: 'text/xml',
    body: SOAP,
    protects: 'some values',
  }),
];
