// Runs a command until the process that started this one ends, even if that is killed: Java itself would not notice.
import { spawn } from 'node:child_process';

const [command, ...parameters] = process.argv.slice(2);
const child = spawn(command, parameters, { stdio: ['ignore', 'inherit', 'inherit'] });
const end = () => child.kill('SIGKILL');
process.on('disconnect', end);
process.on('SIGTERM', end);
// Ctrl-C reaches every process of the terminal; this one waits for the run to drain.
process.on('SIGINT', () => {});
child.on('error', ({ message }) => {
  console.error(message);
  process.exit(1);
});
child.on('exit', (code) => process.exit(code ?? 1));
