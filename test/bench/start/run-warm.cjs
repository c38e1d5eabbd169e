// A process that starts as Lambda's runtime does, and goes on with the same event until its code has long been compiled.
require('node:http');
require('node:fs');
require('node:url');
const { pathToFileURL } = require('node:url');

const [bundle, eventText] = process.argv.slice(2);
const event = JSON.parse(Buffer.from(eventText, 'base64').toString());
const WARM_UP = 300;
const CALLS = 2000;

const cpuMs = async (work) => {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
};

(async () => {
  let handler;
  const initMs = await cpuMs(async () => {
    handler = (await import(pathToFileURL(bundle))).handler;
  });
  let call = 0;
  const invoke = async (times) => {
    for (let index = 0; index < times; index++) {
      const result = await handler(event, { awsRequestId: `call-${call++}`, getRemainingTimeInMillis: () => 10_000 });
      const isTaken = result.statusCode === 200 || result.batchItemFailures?.length === 0;
      if (!isTaken) throw new Error(JSON.stringify(result));
    }
  };
  const firstMs = await cpuMs(() => invoke(1));
  await invoke(WARM_UP);
  const warmMs = (await cpuMs(() => invoke(CALLS))) / CALLS;
  process.stdout.write(`\n${JSON.stringify({ initMs, firstMs, warmMs })}`, () => process.exit(0));
})();
