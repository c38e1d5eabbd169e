import { FLOWING } from '../../../core/flow-state.ts';
import type { Flow } from '../../../lambda/aws/flow.ts';
import type { Ledger } from '../../../lambda/aws/ledger.ts';
import type { Queues } from '../../../lambda/aws/queues.ts';
import type { Secrets } from '../../../lambda/aws/secrets.ts';

// What takes the place of AWS in a function of which only our own part is measured: every answer is there at once.

export const SECRET = 'whsec_a_secret_of_all_sources_made_up';

export const openLedger = (): Ledger => ({
  record: async () => undefined,
  read: async () => undefined,
  swap: async () => ({ taken: true }),
});

export const openQueues = (): Queues => ({ send: async () => {}, hold: async () => {} });

export const openSecrets = (): Secrets => ({
  read: async () => SECRET,
  previous: async () => undefined,
  replace: async () => false,
});

export const openFlow = (): Flow => ({ read: async () => FLOWING, write: async () => true });
