import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import type { LocalRunOptions } from '../../local/local-run.ts';
import { parsePort } from '../deployment-options.ts';
import { interruption } from '../interruption.ts';
import { screenOf } from '../live/screen-of.ts';
import { checkStart, DEFAULT_DATA } from '../start/check-start.ts';
import { type DivertibleOutput, divertibleOutput } from '../start/divertible-output.ts';
import { endWhenBroken } from '../start/end-when-broken.ts';
import { keepCurrent } from '../start/keep-current.ts';
import { drawsLinks } from '../start/link-ids.ts';
import { openTunnel, type Tunnel } from '../start/open-tunnel.ts';
import { parsePublicUrl } from '../start/parse-public-url.ts';
import { readyBlock } from '../start/ready-block.ts';
import { type RunOptions, runAssembly, type Started } from '../start/run-assembly.ts';
import { serveOnScreen } from '../start/serve-on-screen.ts';
import { secondsSinceStart, stepsOf } from '../start/steps-of.ts';
import { type SynthesisOptions, synthesize } from '../start/synthesize.ts';
import { TUNNEL_PROGRAMS, type TunnelProgram } from '../start/tunnel-programs.ts';
import type { Output, Terminal } from '../terminal.ts';

interface Options extends Pick<LocalRunOptions, 'engine' | 'publicUrl'> {
  readonly config?: string;
  readonly port: number;
  readonly data?: string;
  readonly memory?: boolean;
  readonly secrets?: string;
  readonly json?: boolean;
  readonly plain?: boolean;
  readonly tunnel?: true | TunnelProgram['name'];
}

const DEFAULT_PORT = 4800;

const EXAMPLES = `
In a terminal it shows a list to look around in: ↑↓ or jk select, enter shows details, r lets an event run again, o opens
the console, / filters, q ends. Into a pipe, with CI or TERM=dumb set, or with --plain it prints lines.

Examples:
  breakwater start
  breakwater start --port 4801 --memory
  breakwater start --tunnel cloudflared
  breakwater start --secrets secrets.json        with {"stripe":["new","old"],"github":"one"} in it
  breakwater start --secrets secrets.json        with {"shopify":{"acme":"one","other":["new","old"]}} for tenants
  breakwater start --config test/webhooks.json --json`;

/** `breakwater start`: the whole stack on this machine. */
export function addStartCommand(program: Command, terminal: Terminal): void {
  const engines = ['dynalite', 'dynamodb-local'];
  program
    .command('start')
    .description('run everything on this machine, as it would be deployed, until Ctrl-C')
    .option('--config <file>', 'another configuration than the app has: a module like bin/webhooks.ts, or a JSON file')
    .option('--port <n>', 'the port to listen on; 0 takes a free one', parsePort, DEFAULT_PORT)
    .option('--data <dir>', `where to keep events, queues and secrets (default: "${DEFAULT_DATA}")`)
    .option('--memory', 'keep nothing')
    .option('--secrets <file>', 'a JSON file with the secrets of sources (default: generated ones)')
    .addOption(new Option('--engine <engine>', 'what plays DynamoDB').choices(engines).default('dynalite'))
    .option('--public-url <url>', 'where a tunnel makes it public: some providers sign the URL', parsePublicUrl)
    .addOption(
      new Option('--tunnel [program]', 'make it public, with an installed program (default: the first found)')
        .choices(TUNNEL_PROGRAMS.map(({ name }) => name))
        .conflicts('publicUrl'),
    )
    .option('--plain', 'print lines, also in a terminal')
    .option('--json', 'print one line of JSON when it is ready, and everything else to stderr')
    .addHelpText('after', EXAMPLES)
    .action((options: Options) => start(options, terminal));
}

async function start(options: Options, terminal: Terminal): Promise<void> {
  const checked = await checkStart(options, terminal.directory);
  const interrupted = interruption(terminal.environment);
  const output = divertibleOutput(outputOf(options, terminal));
  endWhenBroken(terminal.err, checked.data, output.restore);
  let tunnel: Tunnel | undefined;
  try {
    tunnel = await tunnelFor(options, checked.port, terminal, output, interrupted);
    const publicUrl = tunnel?.url ?? options.publicUrl;
    const links = terminal.screen !== undefined && drawsLinks(terminal.environment);
    const all = { links, ...options, ...checked, ...(publicUrl !== undefined && { publicUrl }) };
    const started = await startRun(all, terminal, output, interrupted);
    const given = Object.keys(checked.secrets ?? {});
    if (!interrupted.aborted) await serve(started, { ...options, given }, terminal, output);
    await started.run.stop();
  } catch (error) {
    // What was cut off in the middle fails, and that is no failure.
    if (!interrupted.aborted) throw error;
  } finally {
    tunnel?.close();
    rmSync(checked.assembly, { recursive: true, force: true });
  }
}

function tunnelFor(
  { tunnel }: Options,
  port: number,
  { environment }: Terminal,
  output: Output,
  interrupted: AbortSignal,
): Promise<Tunnel> | undefined {
  if (tunnel === undefined) return undefined;
  stepsOf(output)('opening a tunnel');
  const onEnd = (sentence: string) => output.write(output.colors.red(sentence));
  return openTunnel({ program: tunnel === true ? undefined : tunnel, port, environment, interrupted, onEnd });
}

/** Everything but the functions' own log goes here. */
const outputOf = ({ json }: Pick<Options, 'json'>, { out, err }: Terminal) => (json ? err : out);

async function startRun(
  options: Checked,
  terminal: Terminal,
  output: Output,
  interrupted: AbortSignal,
): Promise<Started> {
  const { directory, environment } = terminal;
  const { assembly } = options;
  const configuration = options.config && resolve(directory, options.config);
  const synthesis: SynthesisOptions = { directory, assembly, configuration, environment, interrupted };
  rmSync(assembly, { recursive: true, force: true });
  stepsOf(output)('synthesizing the app');
  // The engines take their time to load: meanwhile, the app runs in a process of its own.
  const [{ startLocalRun }] = await Promise.all([import('../../local/start-local-run.ts'), synthesize(synthesis)]);
  return runAssembly(options, { synthesis, terminal, output, startLocalRun });
}

type Checked = RunOptions & Pick<Options, 'config'>;

async function serve(
  started: Started,
  { given, ...options }: Options & { readonly given: readonly string[] },
  terminal: Terminal,
  output: DivertibleOutput,
): Promise<void> {
  const { run, webhooks, data, consoleUrl, synthesis } = started;
  const sources = Object.keys(webhooks().sources);
  if (options.json) terminal.out.write(JSON.stringify({ ready: true, url: run.url, sources }));
  const ready = { run, webhooks: webhooks(), data, given, consoleUrl, seconds: secondsSinceStart() };
  output.write(readyBlock(ready, output.colors));
  const screen = screenOf(options, terminal);
  const { interrupted } = synthesis;
  const shown = screen && serveOnScreen({ screen, url: run.url, webhooks, output, interrupted });
  await Promise.all([keepCurrent({ ...started, output }), shown]);
}
