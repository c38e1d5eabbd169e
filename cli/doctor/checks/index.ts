import { bootstrap } from './bootstrap.ts';
import type { Check } from './check.ts';
import { configuration } from './configuration.ts';
import { credentials } from './credentials.ts';
import { deployed } from './deployed.ts';
import { endpoints } from './endpoints.ts';
import { nodeVersion } from './node-version.ts';
import { project } from './project.ts';
import { secrets } from './secrets.ts';

/** What is looked at, in the order in which it has to be mended. */
export const CHECKS: readonly Check[] = [
  nodeVersion,
  project,
  configuration,
  credentials,
  bootstrap,
  deployed,
  secrets,
  endpoints,
];
