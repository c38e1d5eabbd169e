import { failed } from '../cli-error.ts';
import { eventLink } from '../console/event-link.ts';
import type { Deployment } from '../deployment.ts';
import type { EventChange } from '../events/follow-events.ts';
import type { Screen } from '../terminal.ts';
import type { Intent } from './live-keys.ts';
import { harmless } from './live-lines.ts';
import { eventLookedAt, keyOf } from './live-state.ts';
import { createLiveStore, type LiveStore } from './live-store.ts';
import type { LiveHeading } from './live-view.tsx';
import { loadBody } from './load-body.ts';
import { openBrowser } from './open-browser.ts';
import { runCommand } from './run-command.ts';

export interface LiveSessionOptions {
  readonly screen: Screen;
  readonly heading: LiveHeading;
  readonly deployment: Deployment;
  readonly changes: AsyncIterable<EventChange>;
  /** What names the deployment on the command line: `['--port', '4800']`. */
  readonly deploymentWords: readonly string[];
  /** Is called when somebody wants to go; what ends then has to close the session. */
  readonly quit: () => void;
}

/** A live view, and what feeds it. */
export interface LiveSession {
  /** Shows a line of a log under the list. */
  readonly log: (line: string) => void;
  /** Gives the terminal back as it was. */
  readonly close: () => void;
  /** Resolves when nothing more is followed; rejects with what broke it. */
  readonly ended: Promise<void>;
}

/** Shows events as they come in, and does what the keys ask for. */
export async function openLiveSession(options: LiveSessionOptions): Promise<LiveSession> {
  // Drawing takes a while to load, and most commands never draw.
  const { showLiveView } = await import('./show-live-view.tsx');
  const store = createLiveStore();
  const onIntent = (intent: Intent) => carryOut(intent, store, options);
  const { close } = showLiveView(options.screen, { store, heading: options.heading, onIntent });
  return {
    log: (line) => {
      for (const each of line.split('\n')) if (each.trim() !== '') store.dispatch({ do: 'log', line: harmless(each) });
    },
    close,
    ended: feed(store, options.changes).finally(close),
  };
}

async function feed(store: LiveStore, changes: AsyncIterable<EventChange>): Promise<void> {
  for await (const { event } of changes) store.dispatch({ do: 'changed', event });
}

function carryOut(intent: Intent, store: LiveStore, options: LiveSessionOptions): void {
  const tell = (text: string) => store.dispatch({ do: 'notice', text: harmless(text) });
  const trouble = (error: unknown) => tell(error instanceof Error ? error.message : String(error));
  switch (intent.do) {
    case 'quit':
      options.quit();
      return;
    case 'open console':
      void openConsole(store, options).then(tell, trouble);
      return;
    case 'load body':
      void showBody(store, options).catch(trouble);
      return;
    case 'replay':
      void replay(intent.at, store, options, tell).then(tell, trouble);
      return;
    default:
      store.dispatch(intent);
  }
}

async function openConsole(store: LiveStore, { deployment }: LiveSessionOptions): Promise<string> {
  const event = eventLookedAt(store.read());
  if (!event) return '';
  if (!deployment.consoleUrl) return `the console of ${deployment.name} opens with "breakwater console"`;
  const url = eventLink(deployment.consoleUrl, event.source, event.id);
  return (await openBrowser(url)) ? 'opened the event in the console' : `nothing here opens a browser: ${url}`;
}

async function showBody(store: LiveStore, { deployment }: LiveSessionOptions): Promise<void> {
  const event = eventLookedAt(store.read());
  if (!event || store.read().body?.of === keyOf(event)) return;
  store.dispatch({ do: 'body', of: keyOf(event), text: await loadBody(deployment, event) });
}

/** What was given up waits in the dead-letter queue, with its body; anything else comes from the archive. */
async function replay(
  at: number | undefined,
  store: LiveStore,
  { deploymentWords }: LiveSessionOptions,
  tell: (text: string) => void,
): Promise<string> {
  const event = eventLookedAt(store.read());
  if (!event) return '';
  const all = Object.entries(event.processors);
  const meant = at === undefined ? all : all.slice(at, at + 1);
  tell('replaying …');
  for (const [processor, { status }] of meant) {
    const words =
      status === 'failed'
        ? ['redrive', processor, event.id, '--source', event.source]
        : ['replay', event.source, event.id, '--processor', processor, '--again'];
    const { ok, said } = await runCommand([...words, '--confirm', ...deploymentWords]);
    if (!ok) throw failed(`${processor}: ${said}`);
  }
  return `runs again: ${meant.map(([processor]) => processor).join(', ')}`;
}
