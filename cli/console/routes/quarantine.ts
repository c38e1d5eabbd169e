import { failed } from '../../cli-error.ts';
import { diagnoseOne, openConsultation } from '../../doctor/diagnose-kept.ts';
import { newestRefused, readKept } from '../../doctor/read-kept.ts';
import { checkKept, openRecheck } from '../../quarantine/check-kept.ts';
import { newestKept } from '../../quarantine/newest-kept.ts';
import { quarantineOf, selectRequests } from '../../quarantine/open-quarantine.ts';
import { checkedView, entryView } from '../../quarantine/quarantine-view.ts';
import { releaseAudited } from '../../quarantine/release-audited.ts';
import { hasLeft } from '../../quarantine/release-kept.ts';
import type { KeptPage, KeptVerdict, Outcome } from '../api.ts';
import { parameter, required, text, texts } from '../asked.ts';
import type { Route } from '../route.ts';

const MOST = 500;
/** So many of a source's other requests say what its sender usually sends. */
const MOST_OTHERS = 50;

/** The newest requests in the quarantine. */
export const quarantine: Route = {
  method: 'GET',
  path: 'quarantine',
  async answer(asked, { deployment, webhooks }): Promise<KeptPage> {
    const { store, sources } = await quarantineOf(deployment, webhooks(), { source: parameter(asked, 'source') });
    const cause = parameter(asked, 'cause');
    const matches = (entry: { readonly cause: string }) => cause === undefined || entry.cause === cause;
    const found = await newestKept(store, { sources, limit: MOST + 1, matches, now: Date.now() });
    return { requests: found.slice(0, MOST).map(entryView), isCut: found.length > MOST };
  },
};

/** What the doctor says of a kept request. */
export const verdict: Route = {
  method: 'GET',
  path: 'quarantine/verdict',
  async answer(asked, { deployment, webhooks, terminal }): Promise<KeptVerdict> {
    const configuration = webhooks();
    const opened = await quarantineOf(deployment, configuration, { source: required(asked, 'source') });
    const entries = await selectRequests(opened, [required(asked, 'request')], {}, terminal);
    const [[request], [checked], others] = await Promise.all([
      readKept(entries, opened),
      checkKept(entries, opened, await openRecheck(opened), terminal),
      newestRefused(required(asked, 'source'), opened, { limit: MOST_OTHERS }),
    ]);
    if (!request || !checked) throw failed('the request is gone, or damaged');
    const diagnosis = await diagnoseOne(request, await openConsultation(deployment, configuration), others);
    const { verdict: stays, events } = checkedView(checked);
    return { ...diagnosis, verdict: stays, events };
  },
};

/** Lets kept requests in that verify by now. */
export const release: Route = {
  method: 'POST',
  path: 'quarantine/release',
  async answer(asked, { deployment, webhooks, terminal }): Promise<Outcome> {
    const source = text(asked, 'source');
    const requests = texts(asked, 'requests');
    if (requests.length === 0) throw failed('no request was named');
    const opened = await quarantineOf(deployment, webhooks(), { source });
    const parts = await openRecheck(opened);
    const entries = await selectRequests(opened, requests, {}, terminal);
    const checked = await checkKept(entries, opened, parts, terminal);
    const released = await releaseAudited(checked, opened, parts, requests, { source }, terminal);
    const staying = released.filter((one) => !hasLeft(one));
    const stays = staying.map(({ entry, outcome }) => `${entry.requestId} stays: ${outcome}`).slice(0, 5);
    const told = `${released.length - staying.length} of ${released.length} requests were let in`;
    return { text: [told, ...stays].join('; '), isGood: staying.length === 0 };
  },
};
