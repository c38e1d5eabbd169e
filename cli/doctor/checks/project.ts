import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseJson } from '../../../core/content.ts';
import type { Check } from './check.ts';

export const project: Check = {
  title: 'project',
  run({ directory, options }) {
    const file = join(directory, 'cdk.json');
    // A deployed stack can be asked about from anywhere.
    const state = options.stack === undefined ? 'wrong' : 'skipped';
    if (!existsSync(file))
      return { state, says: `there is no cdk.json in ${directory}`, mend: 'run breakwater in the root of the project' };
    const { app } = Object(parseJson(readFileSync(file, 'utf8')));
    if (typeof app === 'string') return { state: 'ok', says: `cdk.json runs ${app}` };
    return {
      state: 'wrong',
      says: 'cdk.json names no "app"',
      mend: 'say in it how the CDK app is run, see docs/examples.md',
    };
  },
};
