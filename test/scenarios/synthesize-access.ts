import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { type Access, WebhookStack } from '../../lib/index.ts';

/** Synthesizes a stack as an app of a user's would, bundles and all. Returns the cloud assembly's directory. */
export function synthesizeAccess(access: Access, directory: string): string {
  const outdir = join(directory, access.kind);
  const app = new App({
    outdir,
    context: { 'aws:cdk:enable-path-metadata': true, 'aws:cdk:enable-asset-metadata': true },
  });
  new WebhookStack(app, 'Hooks', {
    configurationFile: 'test/scenarios/fixtures/access/webhooks.ts',
    access,
    env: { region: 'us-east-1', account: '123456789012' },
  });
  app.synth();
  return outdir;
}
