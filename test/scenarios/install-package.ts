import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What `npm pack --json` says. */
type PackReport = Readonly<Record<string, { readonly filename: string; readonly size: number }>>;

/**
 * Packs this package and installs it in an empty CDK app, as a user does. It builds `dist`, so one test at a time may.
 * @returns the size of what was packed, in bytes
 */
export function installPackage(app: string): number {
  const pack = ['pack', '--silent', '--json', '--pack-destination', app];
  const packed: PackReport = JSON.parse(execFileSync('npm', pack, { encoding: 'utf8' }));
  // One object for each package: in an array up to npm 11, by the package's name since.
  const [report] = Object.values(packed);
  if (!report) throw new Error('npm says of no package that it was packed');
  const { devDependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
  const beside = ['aws-cdk-lib', 'constructs', '@types/node'].map((name) => `${name}@${devDependencies[name]}`);
  writeFileSync(join(app, 'package.json'), '{"private":true,"type":"module"}');
  const install = ['install', '--prefix', app, '--prefer-offline', '--no-audit', '--no-fund', '--silent'];
  execFileSync('npm', [...install, join(app, report.filename), ...beside], { cwd: app });
  return report.size;
}
