import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Webhooks } from '../../core/index.ts';
import type { LocalRun, LocalRunOptions } from '../../local/local-run.ts';
import { wrongUse } from '../cli-error.ts';
import { configurationFile } from '../configuration-file.ts';
import { parsePort } from '../deployment-options.ts';
import { freePort } from '../free-port.ts';
import { generateSecret } from '../generate-secret.ts';
import { interruption } from '../interruption.ts';
import { keepCurrent } from '../keep-current.ts';
import { logLines } from '../live-log.ts';
import { loadConfiguration } from '../load-configuration.ts';
import { readSecrets } from '../read-secrets.ts';
import { readyBlock } from '../ready-block.ts';
import { noteConfiguration } from '../run-note.ts';
import { type SynthesisOptions, synthesize } from '../synthesize.ts';
import type { Terminal } from '../terminal.ts';

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
  const interrupted = interruption();
  try {
    const started = await startRun(options, terminal, interrupted);
    if (!interrupted.aborted) await serve(started, options, terminal);
    await started.run.stop();
  } catch (error) {
    // What was cut off in the middle fails, and that is no failure.
    if (!interrupted.aborted) throw error;
  }
}

interface Started {
  readonly run: LocalRun;
  readonly synthesis: SynthesisOptions;
  readonly configuration: string;
  readonly webhooks: Webhooks;
  /** Where things are kept. @default - nowhere */
  readonly data: string | undefined;
}

/** Everything but the functions' own log goes here. */
const outputOf = ({ json }: Options, { out, err }: Terminal) => (json ? err : out);

async function startRun(options: Options, terminal: Terminal, interrupted: AbortSignal): Promise<Started> {
  const { directory, environment } = terminal;
  const { write, colors } = outputOf(options, terminal);
  const step = (text: string) => write(colors.dim(`${secondsSinceStart().padStart(5)} s  ${text}`));
  const { data, secrets, port } = await checked(options, directory);

  const assembly = join(directory, '.breakwater', `assembly-${port}`);
  rmSync(assembly, { recursive: true, force: true });
  const override = options.config && resolve(directory, options.config);
  const synthesis: SynthesisOptions = { directory, assembly, configuration: override, environment, interrupted };
  step('synthesizing the app');
  await synthesize(synthesis);
  const configuration = configurationFile(assembly);
  const webhooks = await loadConfiguration(directory, configuration);

  let isReady = false;
  // The engines take longer to load than everything else here together.
  const { startLocalRun } = await import('../../local/start-local-run.ts');
  const run = await startLocalRun({
    assembly,
    port,
    engine: options.engine,
    generateSecret: secretFor(webhooks),
    ...(data !== undefined && { dataDirectory: resolve(directory, data) }),
    ...(secrets && { secrets }),
    ...(options.publicUrl !== undefined && { publicUrl: options.publicUrl }),
    report(message) {
      if (message.kind === 'progress' && !isReady) return step(message.text);
      for (const line of logLines(message, new Date(), colors)) write(line);
    },
  });
  isReady = true;
  noteConfiguration(run.url, configuration);
  return { run, synthesis, configuration, webhooks, data };
}

/** What can be wrong is found before anything is started. */
async function checked({ memory, data, secrets, port }: Options, directory: string) {
  if (memory && data !== undefined)
    throw wrongUse('--memory keeps nothing and --data says where to keep it: give one of them');
  return {
    data: memory ? undefined : (data ?? DEFAULT_DATA),
    secrets: secrets === undefined ? undefined : readSecrets(resolve(directory, secrets)),
    port: await freePort(port),
  };
}

async function serve({ run, webhooks, data, ...rest }: Started, options: Options, terminal: Terminal): Promise<void> {
  const output = outputOf(options, terminal);
  const sources = Object.keys(webhooks.sources);
  if (options.json) terminal.out.write(JSON.stringify({ ready: true, url: run.url, sources }));
  output.write(readyBlock({ run, webhooks, data, seconds: secondsSinceStart() }, output.colors));
  await keepCurrent({ run, ...rest, output });
}

const secondsSinceStart = () => (performance.now() / 1000).toFixed(1);

/** A secret of the form that the source's scheme takes. */
const secretFor =
  ({ sources }: Webhooks) =>
  (source: string) => {
    const scheme = sources[source]?.provider.scheme;
    return scheme ? generateSecret(scheme) : '';
  };
