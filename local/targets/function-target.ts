import type { Engine } from '../engines/engine.ts';
import { type InvocationResult, LARGEST_PAYLOAD_BYTES } from '../functions/invocation.ts';
import { type HandedOverList, jsonAnswer, refused } from './handed-over.ts';

export interface FunctionTargetOptions {
  readonly handedOver: HandedOverList;
  /** The logical id of the template's function with this ARN, which may end with a version or an alias. */
  readonly functionIdOf: (arn: string) => string | undefined;
  readonly invoke: (functionId: string, payload: string) => Promise<InvocationResult>;
}

const PATH = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/;

/** The function that a call to Lambda names, as it is written in the path; `undefined` when it is another call. */
export function invokedFunction(url: string): string | undefined {
  const [, name] = PATH.exec(url.split('?', 1)[0] ?? '') ?? [];
  return name && decodeURIComponent(name);
}

/**
 * Lambda's `Invoke`, for functions of the template, which are run, and for others, which answer null to everything:
 * https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
 */
export function functionTarget({ handedOver, functionIdOf, invoke }: FunctionTargetOptions): Engine {
  return {
    async answer({ url, headers, body }) {
      const target = invokedFunction(url) ?? '';
      const text = body.toString();
      const kind = headers['x-amz-invocation-type'] ?? 'RequestResponse';
      if (kind !== 'RequestResponse')
        return refused('InvalidParameterValueException', `a local run invokes by RequestResponse, and not by ${kind}`);
      if (body.length > LARGEST_PAYLOAD_BYTES)
        return refused('RequestTooLargeException', `${body.length} bytes are over ${LARGEST_PAYLOAD_BYTES}`, 413);
      if (!isJson(text)) return refused('InvalidRequestContentException', 'Could not parse request body into json');
      const id = functionIdOf(target);
      if (id === undefined) {
        handedOver.add({ service: 'lambda', target, with: { invocationType: kind }, text });
        return jsonAnswer(200, Object(null), { 'x-amz-executed-version': '$LATEST' });
      }
      const result = await invoke(id, text);
      if (result.kind === 'answered') return { ...jsonAnswer(200, {}), body: result.payload };
      const error = { errorType: result.kind === 'failed' ? 'Error' : 'Sandbox.Timedout', errorMessage: result.error };
      return jsonAnswer(200, error, { 'x-amz-function-error': 'Unhandled' });
    },
    close: async () => {},
  };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
