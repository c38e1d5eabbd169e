import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { apiSecretOf } from '../../core/names.ts';
import { RECONCILABLE, type ReconcilableId } from '../../core/reconciliation/options.ts';
import type { ReconcileParts } from '../../lambda/reconciler/reconcile.ts';
import { failed, wrongUse } from '../cli-error.ts';
import { type Deployment, type DeploymentOptions, findDeployment } from '../deployment.ts';
import { knownSource } from '../known-source.ts';
import { loadConfiguration } from '../load-configuration.ts';
import { openPath } from '../quarantine/release-kept.ts';
import { readOptionFile } from '../read-option-file.ts';
import type { Terminal } from '../terminal.ts';

export interface ReconcileCommandOptions extends DeploymentOptions {
  readonly config?: string;
  readonly since?: string;
  readonly credentialFile?: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** A source's reconciler, run with the operator's own credentials. */
export interface OpenReconcile {
  /** For people, such as `github of the local run on port 4800`. */
  readonly name: string;
  readonly deployment: Deployment;
  readonly parts: ReconcileParts;
}

/** A run by hand goes to the end of the list, on a machine with more memory. */
const LIMITS = { mostPages: 100_000, mostBytes: 1_000_000_000 };

/**
 * Opens the reconciler of a source of the deployment that the options mean.
 * @throws {CliError} when there is none, or nothing to ask the provider with
 */
export async function openReconcile(
  name: string,
  options: ReconcileCommandOptions,
  terminal: Terminal,
): Promise<OpenReconcile> {
  const deployment = await findDeployment(options);
  const webhooks = await loadConfiguration(terminal.directory, options.config ?? deployment.configuration);
  const source = webhooks.sources[knownSource(webhooks, name)];
  if (!source?.reconcile) {
    const known = Object.keys(RECONCILABLE).join(', ');
    throw wrongUse(`the source "${name}" has no "reconcile" in the configuration (for sources of ${known})`);
  }
  const { queueUrlPrefix } = deployment;
  if (!queueUrlPrefix)
    throw failed(`${deployment.name} is of an older version: deploy it with this version of Breakwater`);
  const credential = await credentialOf(name, source.reconcile.provider, deployment, options.credentialFile);
  // The SDK takes longer to load than everything else here together.
  const [{ openLedgerEvents }, { openReconcileState }, { openReconciler }, { http }] = await Promise.all([
    import('../../lambda/aws/ledger-events.ts'),
    import('../../lambda/aws/reconcile-state.ts'),
    import('../../lambda/reconciler/open-reconciler.ts'),
    import('../../lambda/reconciler/http.ts'),
  ]);
  const path = await openPath({ deployment: { ...deployment, queueUrlPrefix }, webhooks }, terminal);
  const parts = openReconciler(
    source,
    credential,
    `cli-${randomUUID()}`,
    {
      webhooks,
      http,
      read: openLedgerEvents(deployment.ledgerTable, deployment.aws).read,
      state: openReconcileState(deployment.ledgerTable, deployment.aws),
      path,
      now: Date.now,
      wait: (milliseconds) => wait(milliseconds),
      log: path.log,
    },
    LIMITS,
  );
  if (!parts) throw failed(`the source "${name}" asks for no reconciliation`);
  return { name: `${name} of ${deployment.name}`, deployment, parts };
}

async function credentialOf(
  source: string,
  provider: ReconcilableId,
  { aws, secretPrefix, name }: Deployment,
  file: string | undefined,
): Promise<string> {
  if (file !== undefined) return readOptionFile('--credential-file', file).toString('utf8');
  const { openSecrets } = await import('../../lambda/aws/secrets.ts');
  const secret = secretPrefix + apiSecretOf(source);
  const value = await openSecrets(aws).read(secret);
  if (value?.trim()) return value;
  throw failed(
    `the secret ${secret} of ${name} is not set: put in ${RECONCILABLE[provider].credential}, or name a file with --credential-file`,
  );
}
