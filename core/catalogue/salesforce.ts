import type { CatalogueEntry } from './catalogue-entry.ts';
import { nameOf, type SampleContext } from './sample.ts';

const FIELDS: Readonly<Record<string, string>> = {
  Opportunity: '<sf:Name>Mugs for Zoë &amp; Co.</sf:Name><sf:StageName>Closed Won</sf:StageName>',
  Contact: '<sf:FirstName>Zoë</sf:FirstName><sf:LastName>Muster</sf:LastName>',
  Case: '<sf:Subject>A cup is broken</sf:Subject><sf:Priority>High</sf:Priority>',
};

/** An outbound message: https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_om_outboundmessaging_wsdl.htm */
export const salesforce: CatalogueEntry = {
  types: ['Opportunity', 'Contact', 'Case'],
  deliver: (base, type, context) => ({
    method: 'POST',
    url: context.url,
    headers: { 'content-type': 'text/xml; charset=UTF-8', soapaction: '""' },
    body: Buffer.from(message(base, type, context)),
  }),
  register:
    'Setup > Process Automation > Workflow Actions > Outbound Messages: the endpoint URL is …/webhooks/NAME?secret=YOUR_SECRET. Put the Organization ID from Setup > Company Information into the configuration.',
  secret: 'Make one up, such as `openssl rand -hex 32` prints: letters, digits and -._~ only.',
  retries: 'Until it is acknowledged, at intervals that double up to two hours, for 24 hours; then it is dropped.',
  retryHours: 24,
  traps: [
    'Up to 100 notifications come in one message: with split: true each is an event of its own, known by its own id.',
    'They come out of order and now and then twice, and hold the record as it was when they were sent.',
    'Do not tick "Send Session ID": the id lets its bearer into the organization, and would lie in the queue.',
    'Nothing is signed, so whoever knows the URL and the organization can send. Your load balancer may ask for Salesforce’s client certificate too.',
  ],
};

const message = (base: string, type: string, context: SampleContext) =>
  `<?xml version="1.0" encoding="UTF-8"?>
<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
 <soapenv:Body>
  <notifications xmlns="http://soap.sforce.com/2005/09/outbound">
   <OrganizationId>00D5g000004Z1abEAC</OrganizationId>
   <ActionId>04k5g000000TN9xAAG</ActionId>
   <SessionId xsi:nil="true"/>
   <EnterpriseUrl>https://acme.my.salesforce.com/services/Soap/c/60.0/00D5g000004Z1ab</EnterpriseUrl>
   <PartnerUrl>https://acme.my.salesforce.com/services/Soap/u/60.0/00D5g000004Z1ab</PartnerUrl>
   <Notification>
    <Id>04l${nameOf(context, 15)}</Id>
    <sObject xsi:type="sf:${type}" xmlns:sf="urn:sobject.enterprise.soap.sforce.com">
     <sf:Id>006${nameOf(context, 15)}</sf:Id>
     ${FIELDS[base] ?? ''}
    </sObject>
   </Notification>
  </notifications>
 </soapenv:Body>
</soapenv:Envelope>`;
