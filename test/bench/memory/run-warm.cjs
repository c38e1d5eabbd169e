// A process that starts as Lambda's runtime does, and goes on with requests until its code has been compiled.
require('node:http');
require('node:fs');
require('node:url');
const { pathToFileURL } = require('node:url');

const [bundle, eventText, warmUp, count] = process.argv.slice(2);
const event = JSON.parse(Buffer.from(eventText, 'base64').toString());

const cpuOf = async (work) => {
  const before = process.cpuUsage();
  const result = await work();
  const { user, system } = process.cpuUsage(before);
  return { result, ms: (user + system) / 1000 };
};

(async () => {
  const init = await cpuOf(() => import(pathToFileURL(bundle)));
  const { handler } = init.result;
  const several = async (times) => {
    let answer;
    for (let index = 0; index < times; index++) answer = await handler(event);
    return answer;
  };
  const first = await cpuOf(() => several(1));
  await several(Number(warmUp));
  const warm = await cpuOf(() => several(Number(count)));
  const { statusCode } = warm.result;
  const spent = { statusCode, initMs: init.ms, firstMs: first.ms, warmMs: warm.ms / Number(count) };
  process.stdout.write(`\n${JSON.stringify(spent)}`, () => process.exit(0));
})();
