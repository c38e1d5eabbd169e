// Calls a function's handler with the same event over and over, and says how much CPU a warm call takes.
const { pathToFileURL } = require('node:url');

const [bundle, eventText] = process.argv.slice(2);
const event = JSON.parse(Buffer.from(eventText, 'base64').toString());
const WARM_UP = 300;
const CALLS = 2000;

(async () => {
  const { handler } = await import(pathToFileURL(bundle));
  let call = 0;
  const invoke = async () => {
    const result = await handler(event, { awsRequestId: `call-${call++}`, getRemainingTimeInMillis: () => 10_000 });
    const isTaken = result.statusCode === 200 || result.batchItemFailures?.length === 0;
    if (!isTaken) throw new Error(JSON.stringify(result));
  };
  for (let index = 0; index < WARM_UP; index++) await invoke();
  const before = process.cpuUsage();
  for (let index = 0; index < CALLS; index++) await invoke();
  const { user, system } = process.cpuUsage(before);
  process.stdout.write(`\n${(user + system) / 1000 / CALLS}`, () => process.exit(0));
})();
