import { randomUUID } from 'node:crypto';
import type { AwsAnswer } from '../engines/engine.ts';
import type { AwsService } from '../local-run.ts';

/** A request that the policies do not allow. */
export interface Denial {
  /** `arn:aws:sts::…:assumed-role/ROLE/FUNCTION` */
  readonly sessionArn: string;
  readonly action: string;
  readonly resource: string;
  readonly because: (action: string) => string;
}

/** What a service answers to a request that is denied, in its own words and with its own status. */
export function accessDenied(service: AwsService, denial: Denial): AwsAnswer {
  // SQS names its actions in lower case here: https://github.com/aws/serverless-application-model/issues/3633
  const action = service === 'sqs' ? denial.action.toLowerCase() : denial.action;
  const resource = service === 's3' ? `"${denial.resource}"` : denial.resource;
  const message = `User: ${denial.sessionArn} is not authorized to perform: ${action} on resource: ${resource} ${denial.because(action)}`;
  return ANSWERS[service](message);
}

const json = (status: number, type: string, body: object, headers: Readonly<Record<string, string>> = {}) => ({
  status,
  headers: { 'content-type': type, 'x-amzn-requestid': randomUUID(), ...headers },
  body: JSON.stringify(body),
});

const CORAL = 'com.amazon.coral.service#AccessDeniedException';

const ANSWERS: Readonly<Record<AwsService, (message: string) => AwsAnswer>> = {
  dynamodb: (Message) => json(400, 'application/x-amz-json-1.0', { __type: CORAL, Message }),
  secretsmanager: (Message) => json(400, 'application/x-amz-json-1.1', { __type: 'AccessDeniedException', Message }),
  lambda: (Message) => json(403, 'application/json', { Message }, { 'x-amzn-errortype': 'AccessDeniedException' }),
  events: (Message) => json(400, 'application/x-amz-json-1.1', { __type: 'AccessDeniedException', Message }),
  kinesis: (Message) => json(400, 'application/x-amz-json-1.1', { __type: 'AccessDeniedException', Message }),
  // The header has the error's older name, which SDKs show: https://smithy.io/2.0/aws/protocols/aws-query-protocol.html
  sqs: (message) =>
    json(
      403,
      'application/x-amz-json-1.0',
      { __type: CORAL, message },
      { 'x-amzn-query-error': 'AccessDenied;Sender' },
    ),
  s3: (message) => ({
    status: 403,
    headers: { 'content-type': 'application/xml', 'x-amz-request-id': randomUUID() },
    body: `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>AccessDenied</Code><Message>${escapeXml(message)}</Message></Error>`,
  }),
};

const escapeXml = (text: string) =>
  text.replace(/[&<>]/g, (character) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[character] ?? character);
