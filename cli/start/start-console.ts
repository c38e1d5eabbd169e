import type { Webhooks } from '../../core/index.ts';
import { findRuns } from '../../local/find-runs.ts';
import type { FrontDesk, Onlookers } from '../../local/http/http-api-server.ts';
import type { LocalRun } from '../../local/local-run.ts';
import type { Report } from '../../local/report.ts';
import { runMemory } from '../console/memory/run-memory.ts';
import { consoleToken, consoleUrl, type OpenConsole, openConsole } from '../console/open-console.ts';
import { localDeployment } from '../deployment.ts';
import type { Output, Terminal } from '../terminal.ts';

export interface StartConsoleOptions {
  /** Where the run keeps its data. @default - nowhere */
  readonly data: string | undefined;
  readonly webhooks: () => Webhooks;
  /** The directory that the app was synthesized to. */
  readonly assembly: string;
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
  readonly output: Output;
}

/** Once the run is up, and before anybody has clicked on the link. */
const WARM_AFTER_MS = 500;

/** The console of a local run, which listens from the first moment on and answers once the run is up. */
export interface StartConsole {
  readonly answer: FrontDesk;
  readonly onDelivery: NonNullable<Onlookers['onDelivery']>;
  /** Passes on what is reported, and remembers what the console shows of it. */
  readonly listening: (report: Report) => Report;
  /** Opens it for the run. Returns the link. */
  readonly open: (run: Pick<LocalRun, 'url' | 'stackName' | 'metrics'>) => Promise<string>;
  /** The link; `undefined` until it is open. */
  readonly url: () => string | undefined;
}

/** Makes the console of a run that is about to start. */
export function startConsole({
  data,
  webhooks,
  assembly,
  terminal,
  signal,
  output,
}: StartConsoleOptions): StartConsole {
  const memory = runMemory(data, (text) => output.write(output.colors.yellow(text)));
  const token = consoleToken();
  let console: OpenConsole | undefined;
  let link: string | undefined;
  return {
    answer: (request, response) => console?.answer(request, response) ?? false,
    onDelivery: memory.onDelivery,
    listening: (report) => (message) => {
      memory.onMessage(message);
      report(message);
    },
    async open({ url, stackName, metrics: store }) {
      const run = findRuns().find((each) => each.url === url);
      if (!run) throw new Error(`the run at ${url} is not noted in this directory`);
      const deployment = localDeployment(run);
      const metrics = { store, stack: stackName };
      console = await openConsole({ deployment, webhooks, memory, metrics, assembly, terminal, signal }, token);
      // What fails here fails again when the page is opened, and is told there.
      setTimeout(() => void console?.warm().catch(() => undefined), WARM_AFTER_MS).unref();
      link = consoleUrl(url, { token });
      return link;
    },
    url: () => link,
  };
}
