import { spawn } from 'node:child_process';
import { breakwater, eventually, freePort } from '../../scenarios/running.ts';

/** Runs a command in a pseudo-terminal of 60 columns. */
function inTerminal(command: string) {
  const child = spawn('script', ['-qec', `stty cols 60 rows 16; exec ${process.execPath} ${command}`, '/dev/null'], {
    env: { ...process.env, TERM: 'xterm-256color', CI: '' },
  });
  let said = '';
  child.stdout.on('data', (chunk) => {
    said += chunk;
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  return {
    type: (text: string) => child.stdin.write(text),
    sees: (text: string) =>
      eventually(
        async () => said,
        (all) => all.includes(text),
        60_000,
      ),
    said: () => said,
    ended,
  };
}

const SCREEN = { enter: '\u001b[?1049h', leave: '\u001b[?1049l', cursor: '\u001b[?25h' };

test('a local run in a terminal shows its events, lets one be looked at, and gives the terminal back', async () => {
  const port = await freePort();
  const terminal = inTerminal(`bin/breakwater.js start --memory --port ${port}`);
  await terminal.sees('waiting for events');
  expect(terminal.said()).toContain(SCREEN.enter);
  await breakwater('trigger', 'stripe', 'payment_intent.succeeded', '--port', String(port));
  await terminal.sees('payment_intent.succeeded  record-payment done');
  terminal.type('\r');
  await terminal.sees('not kept: say "archive: true"');
  terminal.type('q');
  expect(await terminal.ended).toBe(0);
  const [, after = ''] = terminal.said().split(SCREEN.leave);
  expect(after).toContain('stopping: running invocations may end');
  expect(after).toContain(SCREEN.cursor);
}, 180_000);

test('with --plain it prints lines as ever', async () => {
  const port = await freePort();
  const terminal = inTerminal(`bin/breakwater.js start --memory --port ${port} --plain`);
  await terminal.sees('Next, in another terminal');
  await breakwater('trigger', 'stripe', 'payment_intent.succeeded', '--port', String(port));
  await terminal.sees('--> ');
  terminal.type('\u0003');
  expect(await terminal.ended).toBe(0);
  expect(terminal.said()).not.toContain(SCREEN.enter);
}, 180_000);
