import { join, resolve } from 'node:path';
import { wrongUse } from '../cli-error.ts';
import { freePort } from './free-port.ts';
import { readSecrets } from './read-secrets.ts';

export interface StartOptions {
  readonly memory?: boolean;
  readonly data?: string;
  readonly secrets?: string;
  readonly port: number;
}

/** Where things are kept when nothing is said. */
export const DEFAULT_DATA = join('.breakwater', 'data');

/** What can be wrong is found before anything is started. */
export async function checkStart({ memory, data, secrets, port }: StartOptions, directory: string) {
  if (memory && data !== undefined)
    throw wrongUse('--memory keeps nothing and --data says where to keep it: give one of them');
  const free = await freePort(port);
  return {
    data: memory ? undefined : (data ?? DEFAULT_DATA),
    secrets: secrets === undefined ? undefined : readSecrets(resolve(directory, secrets)),
    port: free,
    assembly: join(directory, '.breakwater', `assembly-${free}`),
  };
}
