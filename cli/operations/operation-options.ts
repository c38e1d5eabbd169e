import type { Command } from 'commander';
import type { DeploymentOptions } from '../deployment.ts';
import { parseCount, withDeploymentOptions } from '../deployment-options.ts';
import { parseRate } from './parse-rate.ts';

/** How an operation that runs events again goes about it. */
export interface OperationOptions extends DeploymentOptions {
  readonly config?: string;
  readonly limit?: number;
  /** So many a second. */
  readonly rate?: number;
  readonly dryRun?: boolean;
  readonly confirm?: boolean;
  readonly json?: boolean;
}

/** Adds the options that every operation that runs events again has. */
export const withOperationOptions = (command: Command): Command =>
  withDeploymentOptions(
    command
      .option('--limit <n>', 'at most so many, the oldest first', parseCount)
      .option('--rate <n>', 'at most so many a second, such as 10/s or 300/m (default: as fast as it goes)', parseRate)
      .option('--dry-run', 'only show the plan')
      .option('--confirm', 'go on where a processor says redrive: "review"')
      .option('--config <file>', 'the configuration with the processors (default: the one that runs)')
      .option('--json', 'print a JSON object'),
  );
