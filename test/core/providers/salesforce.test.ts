import { describe as describeEvent } from '../../../core/describe.ts';
import { providers } from '../../../core/providers/index.ts';
import { verifyDelivery } from '../../../core/verify.ts';
import { sourceOf } from '../source-of.ts';

const SECRET = 'a-secret-of-more-than-16-bytes';
const notification = (id: string, name: string, type = 'Opportunity') =>
  `<Notification>\n    <Id>${id}</Id>\n    <sObject xsi:type="sf:${type}" xmlns:sf="urn:sobject.enterprise.soap.sforce.com"><sf:Name>${name}</sf:Name></sObject>\n   </Notification>`;
const [FIRST, SECOND] = [
  notification('04l000000000001AAA', 'Zoë &amp; Co.'),
  notification('04l000000000002AAA', 'Two'),
];

const message = (notifications: string, organization = '00D5g000004Z1abEAC') =>
  `<?xml version="1.0" encoding="UTF-8"?>
<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
 <soapenv:Body><notifications xmlns="http://soap.sforce.com/2005/09/outbound">
   <OrganizationId>${organization}</OrganizationId><ActionId>04k5g000000TN9xAAG</ActionId><SessionId xsi:nil="true"/>
   ${notifications}</notifications></soapenv:Body>
</soapenv:Envelope>`;

const post = (body: string, search = `?secret=${SECRET}`) => ({
  method: 'POST',
  url: `https://hooks.example.com/webhooks/salesforce${search}`,
  headers: { 'content-type': 'text/xml; charset=UTF-8' },
  body: Buffer.from(body),
});

const verified = async (body: string, settings = {}, search?: string) => {
  const key = providers.salesforce.scheme.key(SECRET);
  const source = sourceOf(providers.salesforce, { split: true, ...settings });
  const verification = await verifyDelivery(source, post(body, search), key ? [key] : [], { now: 0 });
  if (!verification.ok) return verification.cause;
  return (split: boolean) =>
    describeEvent({ ...source, split }, verification.delivery, { receivedAt: 0, requestId: 'r' }) ?? [];
};

async function eventsIn(body: string, split: boolean) {
  const described = await verified(body);
  if (typeof described === 'string') throw new Error(described);
  return described(split);
}

test('a message of two notifications is two events, each a message of its own with its own id', async () => {
  const events = await eventsIn(message(`${FIRST}\n   ${SECOND}`), true);
  expect(events.map(({ facts: { id, type, subject } }) => [id, type, subject])).toEqual([
    ['04l000000000001AAA', 'Opportunity', '00D5g000004Z1abEAC'],
    ['04l000000000002AAA', 'Opportunity', '00D5g000004Z1abEAC'],
  ]);
  expect(events.map(({ event }) => event.rawBody.toString())).toEqual([message(FIRST), message(SECOND)]);
  expect(events.map(({ facts }) => facts.contentType)).toEqual(['text/xml', 'text/xml']);
});

test('a notification that comes again in another company is the same event', async () => {
  const third = notification('04l000000000003AAA', 'Three', 'Contact');
  const again = await eventsIn(message(SECOND + third), true);
  expect(again.map(({ facts }) => [facts.id, facts.type])).toEqual([
    ['04l000000000002AAA', 'Opportunity'],
    ['04l000000000003AAA', 'Contact'],
  ]);
});

test('a message that is not split has the id of its one notification, or none', async () => {
  expect((await eventsIn(message(FIRST), false)).map(({ facts }) => facts.id)).toEqual(['04l000000000001AAA']);
  expect((await eventsIn(message(FIRST + SECOND), false))[0]?.facts.id).toMatch(/^sha256:/);
});

test.each([
  ['another organization', message(FIRST, '00D5g000004Z1acEAC')],
  ['no organization', message(FIRST).replace(/<OrganizationId>.*<\/OrganizationId>/, '')],
  [
    'two organizations',
    message(FIRST).replace('<ActionId>', '<OrganizationId>00D5g000004Z1abEAC</OrganizationId><ActionId>'),
  ],
  [
    'an organization that stands elsewhere',
    message(FIRST, '').replace('Zoë', '<OrganizationId>00D5g000004Z1abEAC</OrganizationId>'),
  ],
  ['no notification', message('')],
  ['a notification without an id', message(FIRST.replace(/<Id>.*<\/Id>/, ''))],
  ['something behind its notifications', message(`${FIRST}<ActionId>04k</ActionId>`)],
  ['another namespace', message(FIRST).replace('2005/09/outbound', '2006/04/metadata')],
  ['a document type', message(FIRST).replace('<soapenv:Envelope', '<!DOCTYPE x><soapenv:Envelope')],
  ['JSON in it', '{"OrganizationId":"00D5g000004Z1abEAC"}'],
  ['nothing in it', ''],
])('a message with %s is refused, though the secret is right', async (_, body) => {
  expect(await verified(body)).toBe('wrong-signature');
});

test('the organization may be written with 15 characters, and has to be named', async () => {
  expect(typeof (await verified(message(FIRST), { settings: { organizationId: '00D5g000004Z1ab' } }))).toBe('function');
  expect(await verified(message(FIRST), { settings: { organizationId: '00D5g000004Z1aB' } })).toBe('wrong-signature');
  expect(await verified(message(FIRST), { settings: {} })).toBe('wrong-signature');
  expect(await verified(message(FIRST), {}, '')).toBe('missing-signature');
});

test('the answer is the acknowledgement that Salesforce waits for', () => {
  expect(providers.salesforce.ack).toMatchObject({
    status: 200,
    headers: { 'content-type': 'text/xml; charset=utf-8' },
  });
  expect(providers.salesforce.ack?.body).toContain(
    '<notificationsResponse xmlns="http://soap.sforce.com/2005/09/outbound"><Ack>true</Ack></notificationsResponse>',
  );
});
