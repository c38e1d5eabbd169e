const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** npm and a terminal both pass one Ctrl-C on: signals as close as this are one. */
const SAME_SIGNAL_MS = 300;

/** 128 and the number of SIGINT, as shells have it. */
const INTERRUPTED = 130;

/** Aborted by the first Ctrl-C (or a polite signal), so that the work can end in order; a second one ends the process. */
export function interruption(): AbortSignal {
  const controller = new AbortController();
  let firstAt: number | undefined;
  const interrupt = () => {
    firstAt ??= performance.now();
    if (performance.now() - firstAt > SAME_SIGNAL_MS) process.exit(INTERRUPTED);
    controller.abort();
  };
  for (const signal of SIGNALS) process.on(signal, interrupt);
  return controller.signal;
}
