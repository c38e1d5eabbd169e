// Loaded by every process of a test run that is watched (see scan-logs.ts): notes what is written, and what must not be.
import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const directory = process.env.BREAKWATER_TEST_LOGS;

function keep(name, entry) {
  try {
    appendFileSync(join(directory, `${name}-${process.pid}.ndjson`), `${JSON.stringify(entry)}\n`);
  } catch (error) {
    // A test may forbid a process to write files (full-disk.slow-test.ts); everything else has to be noted.
    if (error.code !== 'EFBIG') throw error;
  }
}

/** What a command writes, be it read by a test or not. The tests' own output may say what they sent. */
function watchOutput() {
  const what = process.argv.slice(2).join(' ').slice(0, 200);
  for (const stream of [process.stdout, process.stderr]) {
    const write = stream.write.bind(stream);
    stream.write = (chunk, ...rest) => {
      keep('output', { what, text: String(chunk) });
      return write(chunk, ...rest);
    };
  }
  const file = process.argv[process.argv.indexOf('--secrets') + 1];
  if (process.argv.includes('--secrets') && file) keepSecretsOf(file);
}

function keepSecretsOf(file) {
  try {
    for (const secrets of Object.values(JSON.parse(readFileSync(file, 'utf8'))))
      for (const value of secrets) keep('private', { kind: 'secret', value });
  } catch {
    // A test hands over a file that is none: the command says so.
  }
}

/** What tests send to webhooks; which headers are private is told later (private-headers.ts). */
function watchRequests() {
  const { fetch } = globalThis;
  globalThis.fetch = (input, init) => {
    if (typeof input === 'string' && /^http:\/\/(127\.0\.0\.1|localhost):\d+\/webhooks\//.test(input)) {
      for (const value of new URL(input).searchParams.values()) keep('private', { kind: 'parameter', value });
      for (const [name, value] of Object.entries(init?.headers ?? {}))
        keep('private', { kind: `header ${name}`, value: String(value) });
      const body = typeof init?.body === 'string' ? init.body : Buffer.from(init?.body ?? '').toString();
      if (body !== '') keep('private', { kind: 'body', value: body.slice(0, 4000) });
    }
    return fetch(input, init);
  };
}

if (directory) {
  if (/breakwater(\.[jt]s)?$/.test(process.argv[1] ?? '')) watchOutput();
  else if (process.env.JEST_WORKER_ID || /jest/.test(process.argv[1] ?? '')) watchRequests();
}
