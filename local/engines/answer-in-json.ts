import { randomUUID } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { parseJson } from '../../core/content.ts';
import type { AwsAnswer, AwsCall, Outcome } from './engine.ts';

/** Answers a call in one of the JSON protocols with what its operation comes to. */
export async function answerInJson(
  { headers, body, input = parseJson(body.toString()) }: AwsCall,
  perform: (operation: string, input: object) => Promise<Outcome>,
): Promise<AwsAnswer> {
  // Nobody checks a signature here, but a call without one is a mistake that AWS would not forgive.
  if (!headers.authorization?.startsWith('AWS4-')) return answerOf(UNSIGNED);
  if (typeof input !== 'object' || input === null) return answerOf(MALFORMED);
  return answerOf(await perform(headers['x-amz-target']?.split('.')[1] ?? '', input));
}

function answerOf({ status, output, headers }: Outcome): AwsAnswer {
  const text = JSON.stringify(output);
  return {
    status,
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amzn-requestid': randomUUID(),
      'x-amz-crc32': String(crc32(text)),
      ...headers,
    },
    body: text,
  };
}

const UNSIGNED: Outcome = {
  status: 400,
  output: {
    __type: 'com.amazon.coral.service#MissingAuthenticationTokenException',
    message: 'Request is missing Authentication Token',
  },
};

const MALFORMED: Outcome = {
  status: 400,
  output: { __type: 'com.amazon.coral.service#SerializationException' },
};
