// Runs one handler for one invocation at a time: the client of the Lambda Runtime API.
// https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { connectToRuntime } from './runtime-client.mjs';

const { AWS_LAMBDA_RUNTIME_API, LAMBDA_TASK_ROOT, _HANDLER } = process.env;

// Each process of a function signs its calls as itself, so that the local endpoint can tell them apart.
process.env.AWS_SESSION_TOKEN = String(process.pid);

// The run that started this process has ended, maybe without a word.
const orphaned = () => process.exit(1);
process.on('disconnect', orphaned);
// Ctrl-C reaches every process of the terminal; the run decides when its functions end.
process.on('SIGINT', () => {});

const runtime = connectToRuntime(AWS_LAMBDA_RUNTIME_API, orphaned);

const errorOf = (error) =>
  JSON.stringify({
    errorType: error?.name ?? typeof error,
    errorMessage: error instanceof Error ? error.message : String(error),
    trace: error instanceof Error ? (error.stack ?? '').split('\n') : [],
  });

async function loadHandler() {
  const [file, name] = _HANDLER.split('.');
  let missing;
  for (const extension of ['.mjs', '.js', '.cjs']) {
    const path = join(LAMBDA_TASK_ROOT, file + extension);
    try {
      const loaded = await import(pathToFileURL(path).href);
      const handler = loaded[name] ?? loaded.default?.[name];
      if (typeof handler !== 'function') throw new Error(`${_HANDLER} is not exported by ${path}`);
      return handler;
    } catch (error) {
      if (error.code !== 'ERR_MODULE_NOT_FOUND' || error.url !== pathToFileURL(path).href) throw error;
      missing = error;
    }
  }
  throw missing;
}

const contextOf = (headers) => {
  const deadline = Number(headers['lambda-runtime-deadline-ms']);
  return {
    callbackWaitsForEmptyEventLoop: true,
    awsRequestId: headers['lambda-runtime-aws-request-id'],
    invokedFunctionArn: headers['lambda-runtime-invoked-function-arn'],
    functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: process.env.AWS_LAMBDA_FUNCTION_VERSION,
    memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    logGroupName: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: process.env.AWS_LAMBDA_LOG_STREAM_NAME,
    getRemainingTimeInMillis: () => deadline - Date.now(),
  };
};

async function invoke({ headers, body }) {
  const result = await handler(JSON.parse(body.toString()), contextOf(headers));
  return JSON.stringify(result) ?? 'null';
}

let handler;
try {
  handler = await loadHandler();
} catch (error) {
  console.error(error);
  await runtime.send(['POST', '/init/error', errorOf(error)]);
  process.exit(1);
}

const NEXT = ['GET', '/invocation/next'];

let next = await runtime.send(NEXT);
for (;;) {
  const id = next.headers['lambda-runtime-aws-request-id'];
  process.env._X_AMZN_TRACE_ID = next.headers['lambda-runtime-trace-id'];
  const outcome = await invoke(next).then(
    (result) => ['POST', `/invocation/${id}/response`, result],
    (error) => {
      console.error(error);
      return ['POST', `/invocation/${id}/error`, errorOf(error)];
    },
  );
  next = await runtime.send(outcome, NEXT);
}
