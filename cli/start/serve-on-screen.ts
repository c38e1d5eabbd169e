import { setTimeout as wait } from 'node:timers/promises';
import type { Webhooks } from '../../core/index.ts';
import { findDeployment } from '../deployment.ts';
import { followEvents } from '../events/follow-events.ts';
import { openLiveSession } from '../live/live-session.ts';
import type { Screen } from '../terminal.ts';
import type { DivertibleOutput } from './divertible-output.ts';

export interface ServeOnScreenOptions {
  readonly screen: Screen;
  /** Of the local run. */
  readonly url: string;
  /** The configuration of the moment. */
  readonly webhooks: () => Webhooks;
  /** What is written to it is shown under the list. */
  readonly output: DivertibleOutput;
  readonly interrupted: AbortSignal;
}

const PAUSE_MS = 300;

/** Shows the events of a local run as they come in, until it is interrupted. */
export async function serveOnScreen({
  screen,
  url,
  webhooks,
  output,
  interrupted,
}: ServeOnScreenOptions): Promise<void> {
  const port = Number(new URL(url).port);
  const deployment = await findDeployment({ port });
  const { openLedgerEvents } = await import('../../lambda/aws/ledger-events.ts');
  const changes = followEvents({
    events: openLedgerEvents(deployment.ledgerTable, deployment.aws),
    get sources() {
      return Object.keys(webhooks().sources);
    },
    now: Date.now,
    pause: () => wait(PAUSE_MS, true, { signal: interrupted }).catch(() => false),
  });
  const session = await openLiveSession({
    screen,
    deployment,
    changes,
    heading: { title: `Breakwater • ${url}`, lines: headingLines(webhooks(), deployment.webhookUrl) },
    deploymentWords: ['--port', String(port)],
    // As Ctrl-C does, which a terminal that hears keys does not make a signal of.
    quit: () => process.kill(process.pid, 'SIGINT'),
  });
  output.divert({ write: session.log, close: session.close });
  interrupted.addEventListener('abort', output.restore);
  if (interrupted.aborted) output.restore();
  await session.ended.catch((error) => {
    if (interrupted.aborted) return;
    output.restore();
    output.write(output.colors.red(`the list came to an end: ${error instanceof Error ? error.message : error}`));
  });
}

function headingLines({ sources, processors }: Webhooks, webhookUrl: string): string[] {
  const width = Math.max(...[...Object.keys(sources), ...Object.keys(processors)].map(({ length }) => length));
  return [
    ...Object.keys(sources).map((name) => `  ${name.padEnd(width)}  POST ${webhookUrl}/${name}`),
    ...Object.values(processors).map(({ name, on }) => `  ${name.padEnd(width)}  ← ${Object.keys(on).join(', ')}`),
  ];
}
