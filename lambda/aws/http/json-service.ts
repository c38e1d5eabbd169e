import type { HttpResponse } from '@smithy/core/protocols';
import type { AwsOptions } from '../client-config.ts';
import { type CallLimits, openService, type ServiceRequest } from './service.ts';
import { ServiceError } from './service-error.ts';

/** What the actions of a service take and give, by their names. */
export type Actions<Names extends string> = Readonly<
  Record<Names, { readonly input: object; readonly output: object }>
>;

/** A service that speaks AWS's JSON: https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html */
export interface JsonService<Known extends Actions<keyof Known & string>> {
  /** Calls an action. Throws a {@link ServiceError}, or what went wrong on the way. */
  call<Action extends keyof Known & string>(
    action: Action,
    input: Known[Action]['input'],
    limits?: CallLimits,
  ): Promise<Known[Action]['output']>;
}

/** How one service speaks it. */
export interface JsonDialect {
  /** As IAM has it before its actions: `dynamodb`. */
  readonly service: string;
  /** What stands before an action in the header `x-amz-target`. */
  readonly target: string;
  readonly version: '1.0' | '1.1';
  /** @default JSON.stringify */
  readonly write?: (input: object) => string;
  /** @default JSON.parse */
  readonly read?: (text: string) => object;
}

/** Opens a service. */
export function openJsonService<Known extends Actions<keyof Known & string>>(
  { service, target, version, write = JSON.stringify, read = JSON.parse }: JsonDialect,
  options: AwsOptions = {},
): JsonService<Known> {
  const request = openService(service, { ...options, toError: jsonError(service, { read }) });
  return {
    async call(action, input, limits) {
      const headers = { 'content-type': `application/x-amz-json-${version}`, 'x-amz-target': `${target}.${action}` };
      const { body } = await request({ method: 'POST', path: '/', headers, body: write(input) }, limits);
      return body.length === 0 ? {} : read(body.toString());
    },
  };
}

/** The error of an answer in JSON. https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html#operation-error-serialization */
export const jsonError =
  (service: string, { action, read }: { readonly action?: string; readonly read?: JsonDialect['read'] }) =>
  ({ headers }: ServiceRequest, response: HttpResponse, body: Buffer): ServiceError => {
    const { __type, code, message, Message = message, ...fields } = fieldsOf(body.toString(), read);
    const name = textOf(__type) || textOf(code) || textOf(response.headers['x-amzn-errortype']);
    const said = textOf(Message);
    const called = action ?? headers['x-amz-target']?.split('.').at(-1);
    const error = new ServiceError(
      name.replace(/[,:].*$/, '').replace(/^.*#/, '') || 'Unknown',
      `${service}:${called} was answered ${response.statusCode}${said && `: ${said}`}`,
      response,
    );
    return Object.assign(error, fields);
  };

/** The fields of an answer in JSON; of anything else, none. */
export function fieldsOf(text: string, read: (text: string) => object = JSON.parse): Readonly<Record<string, unknown>> {
  try {
    return { ...Object(read(text)) };
  } catch {
    return {};
  }
}

const textOf = (value: unknown) => (typeof value === 'string' ? value.slice(0, 500) : '');
