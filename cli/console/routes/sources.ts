import { inParallel } from '../../../core/in-parallel.ts';
import { isApiSecret } from '../../../core/names.ts';
import { allSecrets, secretNamed } from '../../secrets/open-secret.ts';
import { openStatusParts } from '../../secrets/open-status-parts.ts';
import { SAYS, secretStatus, troubleOf } from '../../secrets/secret-status.ts';
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
    const received = Map.groupBy(index.events(), ({ view }) => view.source);
    const names = allSecrets(opened).filter((name) => !isApiSecret(name));
    return inParallel(names, AT_ONCE, async (name): Promise<SourceRow> => {
      const { source, guide, ...secret } = secretNamed(name, opened);
      const status = await secretStatus({ source, guide, ...secret }, parts);
      const times = (received.get(name) ?? []).map(({ view }) => view.receivedAt);
      const since = (ms: number) => times.filter((time) => Date.parse(time) >= Date.now() - ms).length;
      return {
        name,
        provider: source.provider.name,
        url: `${deployment.webhookUrl}/${name}`,
        secret: SAYS[status.state],
        isTrouble: troubleOf(status) !== undefined,
        hasHandshake: source.provider.handshake !== undefined,
        ...(guide && { register: guide.register }),
        ...(times[0] !== undefined && { lastEvent: times[0] }),
        lastHour: since(HOUR_MS),
        lastDay: since(24 * HOUR_MS),
      };
    });
  },
};
