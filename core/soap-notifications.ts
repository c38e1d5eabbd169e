import { parseXml, type XmlElement } from './parse-xml.ts';

/** An outbound message of Salesforce, as its WSDL describes it. */
export interface SoapNotifications {
  readonly organizationId: string;
  /** The ids of the notifications. */
  readonly ids: readonly string[];
  /** What sort of record they are about. */
  readonly type: string;
  /** The message once for each notification, with nothing but that one in it. */
  readonly single: () => readonly string[];
}

const OUTBOUND = 'http://soap.sforce.com/2005/09/outbound';

/**
 * Reads an outbound message, or says `undefined` when the text is none.
 * https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_om_outboundmessaging_wsdl.htm
 */
export function soapNotifications(text: string): SoapNotifications | undefined {
  const envelope = parseXml(text);
  const body = envelope?.name === 'Envelope' ? only(envelope, 'Body') : undefined;
  const message = body && only(body, 'notifications');
  const organizationId = message && only(message, 'OrganizationId')?.text;
  if (message?.attributes.xmlns !== OUTBOUND || !organizationId) return undefined;
  const all = message.children.filter(({ name }) => name === 'Notification');
  // They come last, one behind the other: whatever stands before or after them belongs to each.
  if (all.length === 0 || message.children.slice(-all.length).some(({ name }) => name !== 'Notification'))
    return undefined;

  const ids = all.map((notification) => only(notification, 'Id')?.text ?? '');
  if (ids.some((id) => !/^[0-9A-Za-z]{15,18}$/.test(id))) return undefined;
  const [head, tail] = [text.slice(0, all[0]?.start), text.slice(all.at(-1)?.end)];
  return {
    organizationId,
    ids,
    type: all[0] ? typeOf(all[0]) : '',
    single: () => all.map(({ start, end }) => head + text.slice(start, end) + tail),
  };
}

/** `sf:Opportunity` says that the record is an Opportunity. */
const typeOf = (notification: XmlElement) => only(notification, 'sObject')?.attributes.type?.replace(/^.*:/, '') ?? '';

function only({ children }: XmlElement, name: string): XmlElement | undefined {
  const [first, ...others] = children.filter((child) => child.name === name);
  return others.length === 0 ? first : undefined;
}
