import { randomBytes } from 'node:crypto';

/** The id of a trace, as on AWS; X-Ray samples nothing here. https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader */
export function newTrace(): string {
  const time = Math.floor(Date.now() / 1000).toString(16);
  const hex = randomBytes(20).toString('hex');
  return `Root=1-${time}-${hex.slice(0, 24)};Parent=${hex.slice(24)};Sampled=0`;
}
