import { type Command, InvalidArgumentError } from 'commander';
import type { DeploymentOptions } from './deployment.ts';

/** Adds the options that say which deployment a command works on. */
export const withDeploymentOptions = (command: Command): Command =>
  command
    .option('--port <n>', 'the local run on this port (default: the newest one)', parsePort)
    .option('--stack <name>', 'a deployed stack instead of a local run')
    .option('--region <region>', 'where the stack is (default: as AWS is set up here)')
    .option('--profile <name>', 'which AWS profile to use (default: as AWS is set up here)');

/** The options that name a deployment, as words of a command line. */
export const deploymentWords = ({ stack, region, profile, port }: DeploymentOptions): string[] =>
  Object.entries({ stack, region, profile, port }).flatMap(([name, value]) =>
    value === undefined ? [] : [`--${name}`, String(value)],
  );

/** Reads a port off the command line. */
export const parsePort = (text: string): number => parseNumber(text, 0, 65_535);

/** Reads a whole number off the command line that has to be at least 1. */
export const parseCount = (text: string): number => parseNumber(text, 1, 1_000_000);

function parseNumber(text: string, least: number, most: number): number {
  const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (number >= least && number <= most) return number;
  throw new InvalidArgumentError(`Allowed: whole numbers from ${least} to ${most}`);
}
