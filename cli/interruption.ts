const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** npm and a terminal both pass one Ctrl-C on: signals as close as this are one. */
const SAME_SIGNAL_MS = 300;

/** 128 and the number of SIGINT, as shells have it. */
const INTERRUPTED = 130;

/** How soon the death of npm's shell is noticed. */
const ORPHAN_CHECK_MS = 500;

/** Aborted by the first Ctrl-C (or a polite signal), so that the work can end in order; a second one ends the process. */
export function interruption(environment: Readonly<Record<string, string | undefined>>): AbortSignal {
  const controller = new AbortController();
  let firstAt: number | undefined;
  const interrupt = () => {
    firstAt ??= performance.now();
    if (performance.now() - firstAt > SAME_SIGNAL_MS) process.exit(INTERRUPTED);
    controller.abort();
  };
  for (const signal of SIGNALS) process.on(signal, interrupt);
  if (environment.npm_lifecycle_event !== undefined) onceOrphaned(() => controller.abort());
  return controller.signal;
}

/** npm passes a signal on to its shell, which dies of it and tells nobody. */
function onceOrphaned(orphaned: () => void): void {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    orphaned();
  }, ORPHAN_CHECK_MS).unref();
}
