/** https://www.w3.org/TR/trace-context/#traceparent-header */
const TRACEPARENT = /^([\da-f]{2})-([\da-f]{32})-([\da-f]{16})-([\da-f]{2})(?:-.*)?$/;
const NEVER = /^0+$/;

/** The version of the header that we know; what a later one has more is left out. */
const VERSION = '00';

/** https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader */
interface XrayTrace {
  /** Eight digits of a time and 24 more. */
  readonly root: readonly [time: string, rest: string];
  readonly parent: string;
  readonly isSampled: boolean;
}

/**
 * The trace that a request belongs to, as W3C's `traceparent`: that of its sender where the header is valid, or else the one
 * that X-Ray has begun (`_X_AMZN_TRACE_ID`); `undefined` when there is neither. It is signed by nobody, so it serves for
 * looking up and for nothing else.
 */
export function traceparentOf(header: string | undefined, xray: string | undefined): string | undefined {
  const [, version = '', trace = '', parent = '', flags = ''] = TRACEPARENT.exec(header ?? '') ?? [];
  const isValid = version !== '' && version !== 'ff' && !NEVER.test(trace) && !NEVER.test(parent);
  const isLonger = header !== undefined && header.length > 55;
  if (isValid && !(version === VERSION && isLonger)) return `${VERSION}-${trace}-${parent}-${flags}`;
  const own = readXray(xray);
  return own && `${VERSION}-${own.root.join('')}-${own.parent}-${own.isSampled ? '01' : '00'}`;
}

/** The trace of X-Ray as a message takes it along, without whatever else Lambda's variable holds. */
export function xrayHeader(xray: string | undefined): string | undefined {
  const trace = readXray(xray);
  return trace && `Root=1-${trace.root.join('-')};Parent=${trace.parent};Sampled=${trace.isSampled ? 1 : 0}`;
}

function readXray(text = ''): XrayTrace | undefined {
  const fields = new Map(text.split(';').map((field) => [field.split('=', 1)[0], field.slice(field.indexOf('=') + 1)]));
  const [, time, rest] = /^1-([\da-f]{8})-([\da-f]{24})$/.exec(fields.get('Root') ?? '') ?? [];
  const parent = fields.get('Parent') ?? '';
  if (time === undefined || rest === undefined || !/^[\da-f]{16}$/.test(parent)) return undefined;
  return { root: [time, rest], parent, isSampled: fields.get('Sampled') === '1' };
}
