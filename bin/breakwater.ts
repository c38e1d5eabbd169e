import { createColors } from 'picocolors';
import { openInput } from '../cli/open-input.ts';
import { runCli } from '../cli/run-cli.ts';

const { env, stdin, stdout, stderr } = process;

const isColored = ({ isTTY }: { readonly isTTY?: boolean }) => Boolean(isTTY) && !env.NO_COLOR && env.TERM !== 'dumb';

// Whoever reads only the first lines (`| head`) closes the pipe.
stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

// The launcher opens a channel when it had to start another Node: it closes when the launcher is killed.
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
process.channel?.unref();

const code = await runCli(process.argv.slice(2), {
  out: { write: (line) => stdout.write(`${line}\n`), colors: createColors(isColored(stdout)) },
  err: { write: (line) => stderr.write(`${line}\n`), colors: createColors(isColored(stderr)) },
  input: openInput(stdin, stderr),
  screen: stdin.isTTY && stdout.isTTY ? { input: stdin, output: stdout } : undefined,
  environment: env,
  directory: process.cwd(),
});
// Connections to AWS that are kept alive would keep the process alive too; but a slow reader has to get everything.
await Promise.all([stdout, stderr].map((stream) => new Promise((resolve) => stream.write('', resolve))));
process.exit(code);
