import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import type { Account, DeployedResource } from './account.ts';

/** The files of a function's code, as they arrived in S3. */
export async function codeOf(
  { buckets }: Account,
  { properties }: DeployedResource,
): Promise<Record<string, Uint8Array>> {
  const { S3Bucket, S3Key } = Object(properties.Code);
  const zip = await buckets.get(S3Bucket, S3Key);
  return zip ? unzipSync(zip) : {};
}

/** What a function's module exports, loaded with the function's environment: the names, and what each is. */
export function exportsOf(code: Uint8Array, { properties }: DeployedResource): Record<string, string> {
  const directory = mkdtempSync(join(tmpdir(), 'breakwater-code-'));
  try {
    const file = join(directory, 'index.mjs');
    writeFileSync(file, code);
    // A module that cannot be loaded would print all of itself, in one line.
    const script = `const found = await import(${JSON.stringify(file)}).catch(({ message }) => ({ [message]: undefined }));
      console.log(JSON.stringify(Object.fromEntries(Object.entries(found).map(([name, value]) => [name, typeof value]))));`;
    const env = { AWS_REGION: 'us-east-1', ...Object(Object(properties.Environment).Variables) };
    const said = execFileSync(process.execPath, ['--input-type=module', '--eval', script], { encoding: 'utf8', env });
    // What a function cannot reach while it starts takes a line of its log.
    return JSON.parse(said.trim().split('\n').at(-1) ?? '');
  } finally {
    rmSync(directory, { recursive: true });
  }
}
