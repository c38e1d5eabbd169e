// Runs one handler for one invocation at a time: the client of the Lambda Runtime API.
// https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const { AWS_LAMBDA_RUNTIME_API, LAMBDA_TASK_ROOT, _HANDLER } = process.env;
const api = `http://${AWS_LAMBDA_RUNTIME_API}/2018-06-01/runtime`;
const agent = new Agent({ keepAlive: true });

// Each process of a function signs its calls as itself, so that the local endpoint can tell them apart.
process.env.AWS_SESSION_TOKEN = String(process.pid);

// The run that started this process has ended, maybe without a word.
const orphaned = () => process.exit(1);
process.on('disconnect', orphaned);
// Ctrl-C reaches every process of the terminal; the run decides when its functions end.
process.on('SIGINT', () => {});

function call(method, path, body) {
  return new Promise((resolve) => {
    const outgoing = request(`${api}${path}`, { method, agent }, (incoming) => {
      const chunks = [];
      incoming.on('data', (chunk) => chunks.push(chunk));
      incoming.on('end', () => resolve({ headers: incoming.headers, body: Buffer.concat(chunks) }));
      incoming.on('error', orphaned);
    });
    outgoing.on('error', orphaned);
    outgoing.end(body);
  });
}

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

let handler;
try {
  handler = await loadHandler();
} catch (error) {
  console.error(error);
  await call('POST', '/init/error', errorOf(error));
  process.exit(1);
}

for (;;) {
  const { headers, body } = await call('GET', '/invocation/next');
  const id = headers['lambda-runtime-aws-request-id'];
  process.env._X_AMZN_TRACE_ID = headers['lambda-runtime-trace-id'];
  try {
    const result = await handler(JSON.parse(body.toString()), contextOf(headers));
    await call('POST', `/invocation/${id}/response`, JSON.stringify(result) ?? 'null');
  } catch (error) {
    console.error(error);
    await call('POST', `/invocation/${id}/error`, errorOf(error));
  }
}
