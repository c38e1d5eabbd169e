import type { TenantSecrets } from '../../lambda/aws/tenant-secrets.ts';
import { failed, wrongUse } from '../cli-error.ts';
import type { Terminal } from '../terminal.ts';
import { inputOf } from './input-of.ts';
import type { OpenSecret } from './open-secret.ts';

/** Opens the secrets of tenants. */
export async function openTenants({ deployment }: Pick<OpenSecret, 'deployment'>): Promise<TenantSecrets> {
  const { openTenantSecrets } = await import('../../lambda/aws/tenant-secrets.ts');
  return openTenantSecrets(deployment.aws);
}

/**
 * What has to be done before the secret of a tenant can be set, if it is not there: it is made, or had back.
 * @returns `undefined` when it is there
 * @throws {CliError} when nobody agrees to a new tenant
 */
export async function addTenant(
  opened: OpenSecret,
  tenants: TenantSecrets,
  isAgreed: boolean,
  terminal: Terminal,
): Promise<(() => Promise<void>) | undefined> {
  const { deployment, source, name, on, typed } = opened;
  const { tags = {}, secretKeyArn, secretPrefix } = deployment;
  const found = await tenants.find(name);
  if (found === 'there') return undefined;
  const what = found === 'absent' ? 'is new' : `was removed, and would be gone on ${found.deletedOn}`;
  const fact = `the tenant ${on} ${what}; its secret costs $0.40 a month`;
  await agreed(fact, 'add it', `breakwater secrets set ${typed}`, isAgreed, terminal);
  if (found !== 'absent') return () => tenants.restore(name);
  const description = `What ${source.name} signs the webhooks of ${source.tenant} with`;
  const own = { 'breakwater:stack': secretPrefix.slice(0, -1), 'breakwater:tenant': source.tenant ?? '' };
  return () => tenants.create({ name, description, tags: { ...tags, ...own }, keyArn: secretKeyArn });
}

/**
 * Asks whether to go on, unless that was said already.
 * @param command - what to type with `--yes`
 * @throws {CliError} when nobody says so
 */
export async function agreed(
  fact: string,
  deed: string,
  command: string,
  isAgreed: boolean,
  terminal: Terminal,
): Promise<void> {
  if (isAgreed) return;
  const { isTerminal, ask } = inputOf(terminal);
  if (!isTerminal) throw wrongUse(`${fact}: to ${deed}, run "${command} --yes"`);
  const answer = await ask(`${fact}. Type yes to ${deed} (it is not shown): `);
  if (answer?.trim() !== 'yes') throw failed('nothing was changed');
}
