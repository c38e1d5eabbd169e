/** Looks again until there is something. Fails after ten seconds. */
export async function until<T>(look: () => T | Promise<T>): Promise<NonNullable<T>> {
  for (const giveUpAt = Date.now() + 10_000; ; ) {
    const seen = await look();
    if (seen) return seen;
    if (Date.now() > giveUpAt) throw new Error('still not so after ten seconds');
    await new Promise((done) => setTimeout(done, 20));
  }
}

/** Whether there is a process of this number. */
export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
