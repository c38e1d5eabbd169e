/** The attributes of an envelope, as they stand in its JSON. */
export interface EnvelopeAttributes {
  readonly id: string;
  readonly source: string;
  readonly provider: string;
  readonly type: string;
  readonly time: string;
  readonly receivedtime: string;
  readonly requestid: string;
  readonly datacontenttype: string;
  readonly subject?: string;
  readonly traceparent?: string;
  readonly replay?: string;
  readonly tenant?: string;
  readonly data?: unknown;
  readonly data_base64?: string;
  readonly dataref?: string;
  readonly datalength?: unknown;
  readonly datasha256?: string;
}

const REQUIRED = ['id', 'source', 'provider', 'type', 'time', 'receivedtime', 'requestid', 'datacontenttype'];
const OPTIONAL = ['subject', 'traceparent', 'replay', 'tenant', 'data_base64', 'dataref', 'datasha256'];

/** Tells whether a value has the attributes that every event of ours has. */
export function isEnvelopeAttributes(value: unknown): value is EnvelopeAttributes {
  if (typeof value !== 'object' || value === null || Reflect.get(value, 'specversion') !== '1.0') return false;
  const kind = (name: string) => typeof Reflect.get(value, name);
  return (
    REQUIRED.every((name) => kind(name) === 'string') &&
    OPTIONAL.every((name) => kind(name) === 'string' || kind(name) === 'undefined')
  );
}
