import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SignatureV4 } from '@smithy/signature-v4';
import { hostSuffix, readArn } from '../../core/arn.ts';
import { clientConfig } from './client-config.ts';

/** A call to a service whose client of the SDK would be most of the bundle. */
export interface ServiceRequest {
  /** As IAM names it: `events:PutEvents`. */
  readonly action: string;
  readonly path?: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface ServiceAnswer {
  readonly headers: Headers;
  readonly body: string;
}

/** A service answered, and not with success. */
export class ServiceError extends Error {
  override readonly name = 'ServiceError';
  readonly status: number;
  /** What the service calls it, such as `ResourceNotFoundException`. */
  readonly code: string;

  constructor(action: string, status: number, code: string, message: string) {
    super(`${action} was answered ${[status, code].filter(Boolean).join(' ')}${message && `: ${message}`}`);
    this.status = status;
    this.code = code;
  }
}

/** Makes a call, once, or throws: whoever processes an event has a queue to try again from. */
export type RequestService = (request: ServiceRequest, signal: AbortSignal) => Promise<ServiceAnswer>;

/**
 * Opens the service that an ARN is of, in the ARN's region. A request is signed with what another client has anyway.
 * @param endpoint - such as the local run's. @default - the service's own
 */
export function openService(arn: string, endpoint: string | undefined): RequestService {
  const { partition, service, region } = readArn(arn);
  const { credentials, sha256 } = new DynamoDBClient({ ...clientConfig(), region }).config;
  const signer = new SignatureV4({ service, credentials, region, sha256 });
  const origin = endpoint?.replace(/\/+$/, '') ?? `https://${service}.${region}.${hostSuffix(partition)}`;
  return async ({ action, path = '/', headers, body }, signal) => {
    const url = new URL(origin + path);
    const signed = await signer.sign({
      method: 'POST',
      protocol: url.protocol,
      hostname: url.hostname,
      path,
      query: {},
      headers: { host: url.host, ...headers },
      body,
    });
    const response = await fetch(url, {
      method: 'POST',
      headers: signed.headers,
      body,
      redirect: 'manual',
      signal,
    });
    const text = await response.text();
    if (!response.ok) throw serviceError(action, response, text);
    return { headers: response.headers, body: text };
  };
}

/** By the header, or by the body's `__type`: https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html#operation-error-serialization */
function serviceError(action: string, { status, headers }: Response, text: string): ServiceError {
  const { __type, message, Message } = fieldsOf(text);
  const code = headers.get('x-amzn-errortype') ?? textOf(__type);
  return new ServiceError(
    action,
    status,
    code.replace(/^.*#/, '').replace(/:.*$/, ''),
    textOf(message) || textOf(Message),
  );
}

/** The fields of an answer in JSON; of anything else, none. */
export function fieldsOf(text: string): Readonly<Record<string, unknown>> {
  try {
    return { ...Object(JSON.parse(text)) };
  } catch {
    return {};
  }
}

const textOf = (value: unknown) => (typeof value === 'string' ? value.slice(0, 500) : '');
