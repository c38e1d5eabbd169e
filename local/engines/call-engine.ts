import type { Engine, Outcome } from './engine.ts';

/** An engine's refusal of a call, with the name that AWS gives it. */
export class EngineError extends Error {
  override readonly name = 'EngineError';
  readonly code: string;

  constructor(code: string, message: string) {
    super(`${code}: ${message}`);
    this.code = code;
  }
}

interface Refused {
  readonly __type?: string;
  readonly message?: string;
}

const SERVICES = {
  dynamodb: 'DynamoDB_20120810',
  sqs: 'AmazonSQS',
  secretsmanager: 'secretsmanager',
} as const;

/**
 * Calls an engine on the run's own behalf.
 * @throws {EngineError} when the engine refuses
 */
export async function callEngine<Output>(
  engine: Engine,
  service: keyof typeof SERVICES,
  operation: string,
  input: object,
): Promise<Output> {
  const { status, output } = await (engine.perform?.(operation, input) ??
    performAsText(engine, service, operation, input));
  if (status < 300) return output as Output;
  const { __type = 'UnknownError', message = '' } = output as Refused;
  throw new EngineError(__type.replace(/^.*#/, ''), message);
}

async function performAsText(
  engine: Engine,
  service: keyof typeof SERVICES,
  operation: string,
  input: object,
): Promise<Outcome> {
  const { status, body } = await engine.answer({
    method: 'POST',
    url: '/',
    headers: {
      'content-type': `application/x-amz-json-${service === 'secretsmanager' ? '1.1' : '1.0'}`,
      'x-amz-target': `${SERVICES[service]}.${operation}`,
      'x-amz-date': '20200101T000000Z',
      // The engines want a signature to be there, but do not check it.
      authorization: `AWS4-HMAC-SHA256 Credential=LOCAL/20200101/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=0`,
    },
    body: Buffer.from(JSON.stringify(input)),
  });
  return { status, output: JSON.parse(body.toString() || '{}') };
}
