/** What the environment says of AWS: Lambda's, the local run's, or that of an operator's shell. */
export interface AwsEnvironment {
  readonly region: string | undefined;
  /** Another endpoint than AWS's own. */
  readonly endpoint: string | undefined;
  readonly isFips: boolean;
}

/** Services whose endpoints are set by another name: https://docs.aws.amazon.com/sdkref/latest/guide/ss-endpoints-table.html */
const NAMES: Readonly<Record<string, string>> = { events: 'EVENTBRIDGE', secretsmanager: 'SECRETS_MANAGER' };

/** What it says of one service. https://docs.aws.amazon.com/sdkref/latest/guide/environment-variables.html */
export function awsEnvironment(service: string): AwsEnvironment {
  const { AWS_REGION, AWS_ENDPOINT_URL, AWS_USE_FIPS_ENDPOINT } = process.env;
  const own = process.env[`AWS_ENDPOINT_URL_${NAMES[service] ?? service.toUpperCase()}`];
  return { region: AWS_REGION, endpoint: own || AWS_ENDPOINT_URL, isFips: AWS_USE_FIPS_ENDPOINT === 'true' };
}

/**
 * The trace of the invocation, as a header. Lambda ends a loop of functions that call each other by it:
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html
 */
export function traceHeader(): Readonly<Record<string, string>> {
  const { AWS_LAMBDA_FUNCTION_NAME: name, _X_AMZN_TRACE_ID: trace } = process.env;
  return name && trace ? { 'x-amzn-trace-id': trace } : {};
}
