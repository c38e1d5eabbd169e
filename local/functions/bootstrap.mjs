// Runs one handler for one invocation at a time, as Lambda's runtime does; function-process.ts is at the other end.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const { LAMBDA_TASK_ROOT, _HANDLER } = process.env;

// Each process of a function signs its calls as itself, so that the local endpoint can tell them apart.
process.env.AWS_SESSION_TOKEN = String(process.pid);

// Lambda has no such channel: code that finds one, and tells whoever started it that it is ready, would tell the run.
const send = process.send.bind(process);
delete process.send;

// The run that started this process has ended, maybe without a word.
process.on('disconnect', () => process.exit(1));
// Ctrl-C reaches every process of the terminal; the run decides when its functions end.
process.on('SIGINT', () => {});

const errorOf = (error) =>
  error instanceof Error ? `${error.name}: ${error.message}` : `${typeof error}: ${String(error)}`;

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

const contextOf = ({ requestId, deadline, functionArn }) => ({
  callbackWaitsForEmptyEventLoop: true,
  awsRequestId: requestId,
  invokedFunctionArn: functionArn,
  functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
  functionVersion: process.env.AWS_LAMBDA_FUNCTION_VERSION,
  memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
  logGroupName: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
  logStreamName: process.env.AWS_LAMBDA_LOG_STREAM_NAME,
  getRemainingTimeInMillis: () => deadline - Date.now(),
});

async function answerOf(handler, invocation) {
  try {
    const result = await handler(JSON.parse(invocation.payload), contextOf(invocation));
    return { kind: 'answered', payload: JSON.stringify(result) ?? 'null' };
  } catch (error) {
    console.error(error);
    return { kind: 'failed', error: errorOf(error) };
  }
}

try {
  const handler = await loadHandler();
  process.on('message', async (invocation) => {
    const { requestId, trace } = invocation;
    process.env._X_AMZN_TRACE_ID = trace;
    send({ requestId, ...(await answerOf(handler, invocation)) });
  });
  send({ kind: 'ready' });
} catch (error) {
  console.error(error);
  send({ kind: 'not-ready', error: errorOf(error) }, () => process.exit(1));
}
