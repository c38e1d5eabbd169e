import { createServer } from 'node:http';
import type { Command } from 'commander';
import { failed } from '../cli-error.ts';
import { consoleUrl, type OpenConsole, openConsole } from '../console/open-console.ts';
import { type Deployment, type DeploymentOptions, findDeployment } from '../deployment.ts';
import { parsePort, withDeploymentOptions } from '../deployment-options.ts';
import { interruption } from '../interruption.ts';
import { loadConfiguration } from '../load-configuration.ts';
import type { Terminal } from '../terminal.ts';

interface Options extends DeploymentOptions {
  readonly config?: string;
  readonly listen: number;
  readonly json?: boolean;
}

const NOTES = `
It reads and acts with your own AWS credentials, listens on 127.0.0.1 only, and opens with the printed link, which holds a
token that is made anew each time. Nothing is deployed for it, and it loads nothing from elsewhere. A local run has its
console already: "breakwater start" prints the link, and so does this command. See docs/operating.md.

Examples:
  breakwater console
  breakwater console --stack Webhooks --profile oncall
  breakwater console --stack Webhooks --listen 4999`;

/** `breakwater console`: a web page to look at events and act on them. */
export function addConsoleCommand(program: Command, terminal: Terminal): void {
  const command = program
    .command('console')
    .description('look at events and act on them in a browser, until Ctrl-C')
    .option('--listen <n>', 'the port of the page; 0 takes a free one', parsePort, 0)
    .option('--config <file>', 'the configuration of the stack (default: the one that runs)')
    .option('--json', 'print one line of JSON with the link');
  withDeploymentOptions(command)
    .addHelpText('after', NOTES)
    .action((options: Options) => showConsole(options, terminal));
}

async function showConsole(options: Options, terminal: Terminal): Promise<void> {
  const deployment = await findDeployment(options);
  // The run has what no other process knows: bodies and log lines.
  if (deployment.consoleUrl) return tell(deployment.consoleUrl, deployment, options, terminal);
  const webhooks = await loadConfiguration(terminal.directory, options.config ?? deployment.configuration);
  const signal = interruption(terminal.environment);
  const console = await openConsole({ deployment, webhooks: () => webhooks, terminal, signal });
  const server = await listen(console, options.listen);
  tell(consoleUrl(server.url, console), deployment, options, terminal);
  if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve));
  await server.close();
}

function tell(url: string, deployment: Deployment, { json }: Options, { out }: Terminal): void {
  if (json) out.write(JSON.stringify({ ready: true, url }));
  else out.write(`the console of ${deployment.name}: ${out.colors.bold(url)}`);
}

async function listen(console: OpenConsole, port: number) {
  const server = createServer((request, response) => {
    if (!console.answer(request, response)) response.writeHead(404).end();
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) =>
      reject(
        failed(`port ${port} of 127.0.0.1 cannot be listened on (${error.message}): choose another with --listen`),
      ),
    );
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
