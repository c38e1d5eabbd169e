import type { Check } from './check.ts';

/** The least that runs the commands: it has the SQLite that the local run keeps its queues in. */
const LEAST = [22, 5] as const;

export const nodeVersion: Check = {
  title: 'Node',
  run({ nodeVersion: version }) {
    const [major = 0, minor = 0] = version.split('.').map(Number);
    const isEnough = major > LEAST[0] || (major === LEAST[0] && minor >= LEAST[1]);
    if (isEnough) return { state: 'ok', says: version };
    const mend = `install Node ${LEAST.join('.')} or newer from https://nodejs.org`;
    return { state: 'wrong', says: `${version} is too old`, mend };
  },
};
