import { randomUUID } from 'node:crypto';

/** The header of a trace, as on AWS; nothing is sampled. https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader */
export function newTrace(): string {
  const time = Math.floor(Date.now() / 1000).toString(16);
  return `Root=1-${time}-${hex(24)};Parent=${hex(16)};Sampled=0`;
}

const hex = (digits: number) => randomUUID().replaceAll('-', '').slice(-digits);
