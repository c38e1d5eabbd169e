import { type Source, takesRequests } from '../../../core/configuration.ts';
import { inParallel } from '../../../core/in-parallel.ts';
import type { OpenSecrets } from '../../secrets/open-secret.ts';
import { openStatusParts } from '../../secrets/open-status-parts.ts';
import { openActivity, SAYS, type SourceActivity, secretStatus, troubleOf } from '../../secrets/secret-status.ts';
import { secretsMeant } from '../../secrets/secrets-meant.ts';
import type { SourceRow } from '../api.ts';
import type { Route } from '../route.ts';

const AT_ONCE = 8;
const HOUR_MS = 3_600_000;

/** Each source: its URL, its secret, and when it was last heard of. */
export const sources: Route = {
  method: 'GET',
  path: 'sources',
  async answer(_, { deployment, webhooks, index }): Promise<SourceRow[]> {
    // The SDK takes longer to load than everything else here together.
    const { openSecretVersions } = await import('../../../lambda/aws/secret-versions.ts');
    const opened = { deployment, webhooks: webhooks(), versions: openSecretVersions(deployment.aws) };
    const [parts] = await Promise.all([openStatusParts(deployment), index.opened()]);
    const activity = openActivity(parts);
    const received = Map.groupBy(index.events(), ({ view }) => view.source);
    return inParallel(Object.values(opened.webhooks.sources), AT_ONCE, async (source): Promise<SourceRow> => {
      const { name, provider, tenants, from } = source;
      const { register, ...secret } = await secretOf(source, opened, activity);
      const times = (received.get(name) ?? []).map(({ view }) => view.receivedAt);
      const since = (ms: number) => times.filter((time) => Date.parse(time) >= Date.now() - ms).length;
      return {
        name,
        provider: provider.name,
        ...(takesRequests(source) && { url: `${deployment.webhookUrl}/${name}${tenants ? '/{tenant}' : ''}` }),
        ...(from && { eventSource: from.eventSource }),
        ...secret,
        hasHandshake: takesRequests(source) && provider.handshake !== undefined,
        ...(register && { register }),
        ...(times[0] !== undefined && { lastEvent: times[0] }),
        lastHour: since(HOUR_MS),
        lastDay: since(24 * HOUR_MS),
      };
    });
  },
};

/** How a source's secret is; of one with tenants, how many are well. */
async function secretOf(source: Source, opened: OpenSecrets, activity: SourceActivity) {
  if (!takesRequests(source)) return { secret: 'none: its events come by EventBridge', isTrouble: false };
  const secrets = await secretsMeant(source.name, undefined, opened);
  const statuses = await inParallel(secrets, AT_ONCE, (secret) => secretStatus(secret, activity));
  const troubles = statuses.map(troubleOf).filter((trouble) => trouble !== undefined);
  const isTrouble = troubles.length > 0;
  const register = secrets[0]?.guide?.register;
  if (!source.tenants) return { secret: statuses[0] ? SAYS[statuses[0].state] : '', isTrouble, register };
  const tenants = `${statuses.length} ${statuses.length === 1 ? 'tenant' : 'tenants'}`;
  return { secret: [tenants, ...troubles].join('; '), isTrouble, register };
}
