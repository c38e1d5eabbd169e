// One function in a process of its own, as Lambda has it: under the time that it is told, with its log counted, not written.
const { pathToFileURL } = require('node:url');

let [time, since, logBytes] = [Date.now(), performance.now(), 0];
Date.now = () => Math.floor(time + performance.now() - since);
process.stdout.write = (text) => {
  logBytes += Buffer.byteLength(text);
  return true;
};

const loaded = import(pathToFileURL(process.argv[2]));

process.on('message', async ({ at, event }) => {
  [time, since] = [at, performance.now()];
  const { handler } = await loaded;
  const context = { awsRequestId: crypto.randomUUID(), getRemainingTimeInMillis: () => 30_000 };
  process.send({ result: await handler(event, context), logBytes });
});
