import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Webhooks } from '../../core/index.ts';
import type { LocalRun, LocalRunOptions } from '../../local/local-run.ts';
import { wrongUse } from '../cli-error.ts';
import { configurationFile } from '../configuration-file.ts';
import { parsePort } from '../deployment-options.ts';
import { interruption } from '../interruption.ts';
import { loadConfiguration } from '../load-configuration.ts';
import { endWhenBroken } from '../start/end-when-broken.ts';
import { freePort } from '../start/free-port.ts';
import { generateSecret } from '../start/generate-secret.ts';
import { keepCurrent } from '../start/keep-current.ts';
import { logLines } from '../start/live-log.ts';
import { readSecrets, unusableSecrets } from '../start/read-secrets.ts';
import { readyBlock } from '../start/ready-block.ts';
import { noteRun } from '../start/run-note.ts';
import { startConsole } from '../start/start-console.ts';
import { type SynthesisOptions, synthesize } from '../start/synthesize.ts';
import type { Output, Terminal } from '../terminal.ts';

interface Options extends Pick<LocalRunOptions, 'engine' | 'publicUrl'> {
  readonly config?: string;
  readonly port: number;
  readonly data?: string;
  readonly memory?: boolean;
  readonly secrets?: string;
  readonly json?: boolean;
}

const DEFAULT_PORT = 4800;
const DEFAULT_DATA = join('.breakwater', 'data');

const EXAMPLES = `
Examples:
  breakwater start
  breakwater start --port 4801 --memory
  breakwater start --secrets secrets.json        with {"stripe":["new","old"],"github":"one"} in it
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
    .option('--json', 'print one line of JSON when it is ready, and everything else to stderr')
    .addHelpText('after', EXAMPLES)
    .action((options: Options) => start(options, terminal));
}

function parsePublicUrl(text: string): string {
  const url = URL.parse(text);
  if (url?.protocol === 'https:' || url?.protocol === 'http:') return text.replace(/\/$/, '');
  throw new InvalidArgumentError('Allowed: a URL such as https://example.ngrok.app');
}

async function start(options: Options, terminal: Terminal): Promise<void> {
  const checked = await check(options, terminal.directory);
  const interrupted = interruption(terminal.environment);
  endWhenBroken(terminal.err, checked.data);
  try {
    const started = await startRun({ ...options, ...checked }, terminal, interrupted);
    if (!interrupted.aborted) await serve(started, options, terminal);
    await started.run.stop();
  } catch (error) {
    // What was cut off in the middle fails, and that is no failure.
    if (!interrupted.aborted) throw error;
  } finally {
    rmSync(checked.assembly, { recursive: true, force: true });
  }
}

interface Started {
  readonly run: LocalRun;
  readonly synthesis: SynthesisOptions;
  readonly configuration: string;
  readonly webhooks: Webhooks;
  /** Goes over to what has been synthesized anew. */
  readonly reload: () => Promise<void>;
  /** Where things are kept. @default - nowhere */
  readonly data: string | undefined;
  readonly consoleUrl: string;
}

/** Everything but the functions' own log goes here. */
const outputOf = ({ json }: Pick<Options, 'json'>, { out, err }: Terminal) => (json ? err : out);

async function startRun(options: Checked, terminal: Terminal, interrupted: AbortSignal): Promise<Started> {
  const { directory, environment } = terminal;
  const { assembly } = options;
  const output = outputOf(options, terminal);
  const configuration = options.config && resolve(directory, options.config);
  const synthesis: SynthesisOptions = { directory, assembly, configuration, environment, interrupted };
  rmSync(assembly, { recursive: true, force: true });
  stepsOf(output)('synthesizing the app');
  // The engines take their time to load: meanwhile, the app runs in a process of its own.
  const [{ startLocalRun }] = await Promise.all([import('../../local/start-local-run.ts'), synthesize(synthesis)]);
  return runAssembly(options, synthesis, terminal, startLocalRun);
}

async function runAssembly(
  { assembly, port, engine, data, secrets, publicUrl, json = false }: Checked,
  synthesis: SynthesisOptions,
  terminal: Terminal,
  startLocalRun: (options: LocalRunOptions) => Promise<LocalRun>,
): Promise<Started> {
  const { directory, interrupted } = synthesis;
  const output = outputOf({ json }, terminal);
  const configuration = configurationFile(assembly);
  let webhooks = await loadConfiguration(directory, configuration);
  for (const warning of unusableSecrets(secrets ?? {}, webhooks)) output.write(output.colors.yellow(warning));

  let isReady = false;
  const dataDirectory = data === undefined ? undefined : resolve(directory, data);
  const console = startConsole({
    data: dataDirectory,
    webhooks: () => webhooks,
    assembly,
    terminal,
    signal: interrupted,
    output,
  });
  const run = await startLocalRun({
    assembly,
    port,
    engine,
    // The sources of the moment: a reload may bring others.
    generateSecret: (source) => generateSecret(webhooks.sources[source]?.provider.scheme),
    ...(dataDirectory !== undefined && { dataDirectory }),
    ...(secrets && { secrets }),
    ...(publicUrl !== undefined && { publicUrl }),
    report: console.listening(reporter(output, () => isReady)),
    frontDesk: console.answer,
    onDelivery: console.onDelivery,
  });
  isReady = true;
  noteRun(run.url, { configuration, consoleUrl: await console.open(run.url) });
  const reload = async () => {
    const file = configurationFile(assembly);
    webhooks = await loadConfiguration(directory, file);
    await run.reload(assembly);
    noteRun(run.url, { configuration: file, consoleUrl: console.url() });
  };
  return { run, synthesis, configuration, webhooks, data, reload, consoleUrl: console.url() };
}

/** Says what is being done while it starts, and how long it took to get there. */
const stepsOf =
  ({ write, colors }: Output) =>
  (text: string) =>
    write(colors.dim(`${secondsSinceStart().padStart(5)} s  ${text}`));

/** Steps first, and the log once it is ready. */
function reporter(output: Output, isReady: () => boolean): LocalRunOptions['report'] {
  const step = stepsOf(output);
  return (message) => {
    if (message.kind === 'progress' && !isReady()) return step(message.text);
    for (const line of logLines(message, new Date(), output.colors)) output.write(line);
  };
}

type Checked = Omit<Options, 'secrets' | 'data'> & Awaited<ReturnType<typeof check>>;

/** What can be wrong is found before anything is started. */
async function check({ memory, data, secrets, port }: Options, directory: string) {
  if (memory && data !== undefined)
    throw wrongUse('--memory keeps nothing and --data says where to keep it: give one of them');
  const free = await freePort(port);
  return {
    data: memory ? undefined : (data ?? DEFAULT_DATA),
    secrets: secrets === undefined ? undefined : readSecrets(resolve(directory, secrets)),
    port: free,
    assembly: join(directory, '.breakwater', `assembly-${free}`),
  };
}

async function serve(
  { run, webhooks, data, consoleUrl, ...rest }: Started,
  options: Options,
  terminal: Terminal,
): Promise<void> {
  const output = outputOf(options, terminal);
  const sources = Object.keys(webhooks.sources);
  if (options.json) terminal.out.write(JSON.stringify({ ready: true, url: run.url, sources }));
  output.write(readyBlock({ run, webhooks, data, consoleUrl, seconds: secondsSinceStart() }, output.colors));
  await keepCurrent({ ...rest, output });
}

const secondsSinceStart = () => (performance.now() / 1000).toFixed(1);
