import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AwsStandIn } from './aws-stand-in.ts';

export interface CdkRun {
  readonly code: number | null;
  /** Both stdout and stderr. */
  readonly log: string;
  /** What `--outputs-file` got, by stack. */
  readonly outputs: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** The cloud assembly that was synthesized. */
  readonly assembly: string;
}

/**
 * Runs a command line that holds `cdk`, from the project's root unless said, keeping its files in a directory, with made-up
 * credentials and nothing else of this environment. Options that prompts would ask for are environment variables,
 * which the CDK CLI reads as options: the command stays as it is. One AWS_ENDPOINT_URL is enough: every client in the
 * CLI honours it, and the address of the template in S3 that it hands to CloudFormation is made from it too
 * (AWS_ENDPOINT_URL_S3 is not, AWS_ENDPOINT_URL_S3_FOR_CLOUDFORMATION is).
 */
export async function runCdk(command: string, aws: AwsStandIn, directory: string, cwd = '.'): Promise<CdkRun> {
  const home = mkdtempSync(join(directory, 'cdk-'));
  const [outputsFile, assembly] = [join(home, 'outputs.json'), join(home, 'cdk.out')];
  const child = spawn(command, {
    cwd,
    shell: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...{ PATH: process.env.PATH, HOME: home, CI: 'true' },
      ...{ AWS_ENDPOINT_URL: aws.url, AWS_REGION: aws.account.region, AWS_EC2_METADATA_DISABLED: 'true' },
      ...{ AWS_ACCESS_KEY_ID: 'AKIASTANDIN', AWS_SECRET_ACCESS_KEY: 'secret' },
      ...{ CDK_REQUIRE_APPROVAL: 'never', CDK_NOTICES: 'false', CDK_DISABLE_CLI_TELEMETRY: 'true' },
      ...{ CDK_OUTPUTS_FILE: outputsFile, CDK_OUTPUT: assembly },
    },
  });
  const log: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => log.push(String(chunk)));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return {
    code,
    log: log.join(''),
    outputs: code === 0 ? JSON.parse(readFileSync(outputsFile, 'utf8')) : {},
    assembly,
  };
}
