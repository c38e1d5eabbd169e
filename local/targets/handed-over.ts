import { randomUUID } from 'node:crypto';
import type { AwsAnswer } from '../engines/engine.ts';
import type { Report } from '../report.ts';

/** Something that was handed to a function, bus or stream which is not here. */
export interface HandedOver {
  /** `lambda`, `events` or `kinesis`. */
  readonly service: string;
  /** The ARN of the target. */
  readonly target: string;
  /** What came with it, as the service names it: a partition key, a detail type. */
  readonly with: Readonly<Record<string, unknown>>;
  /** The text that was handed over. */
  readonly text: string;
}

/** What was handed over in this run, the newest last. */
export interface HandedOverList {
  add(handed: HandedOver): void;
  all(): readonly HandedOver[];
}

/** Where a run shows the list, on the address of the AWS services. */
export const HANDED_OVER_PATH = '/_handed-over';

/** A run may go on for days. */
const MOST_KEPT = 5000;

/** Makes a list that says in the log what is added to it: nothing vanishes because its target exists in AWS only. */
export function handedOverList(report: Report): HandedOverList {
  const list: HandedOver[] = [];
  return {
    add(handed) {
      list.push(handed);
      if (list.length > MOST_KEPT) list.shift();
      const { service, target, text } = handed;
      report({
        kind: 'request',
        text: `handed over to ${service} ${target}: ${Buffer.byteLength(text)} bytes${describe(text)}`,
      });
    },
    all: () => list,
  };
}

function describe(text: string): string {
  try {
    const { type, id } = Object(JSON.parse(text));
    return id === undefined ? '' : ` (${type} ${id})`;
  } catch {
    return '';
  }
}

/** An answer in one of the JSON protocols. */
export const jsonAnswer = (
  status: number,
  body: object,
  headers: Readonly<Record<string, string>> = {},
): AwsAnswer => ({
  status,
  headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': randomUUID(), ...headers },
  body: JSON.stringify(body),
});

/** A request that the service would refuse. */
export const refused = (code: string, message: string, status = 400): AwsAnswer =>
  jsonAnswer(status, { __type: code, message }, { 'x-amzn-errortype': code });
