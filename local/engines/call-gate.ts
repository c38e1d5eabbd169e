/** Lets calls run side by side, and some of them alone. Whoever came first is never overtaken by one that runs alone. */
export interface CallGate {
  together<T>(work: () => Promise<T>): Promise<T>;
  alone<T>(work: () => Promise<T>): Promise<T>;
  /** Resolves once every call that has come by now has ended. */
  idle(): Promise<void>;
}

/** Makes a gate that nobody has come to yet. */
export function callGate(): CallGate {
  const running = new Set<Promise<unknown>>();
  let lastAlone: Promise<unknown> = Promise.resolve();

  const idle = async () => void (await Promise.allSettled(running));
  const track = <T>(call: Promise<T>): Promise<T> => {
    running.add(call);
    const forget = () => void running.delete(call);
    call.then(forget, forget);
    return call;
  };
  return {
    idle,
    together: (work) => track(lastAlone.then(work)),
    alone(work) {
      const call = track(idle().then(work));
      lastAlone = call.catch(() => undefined);
      return call;
    },
  };
}
