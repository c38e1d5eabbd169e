import { boundedId } from '../../../core/ledger-item.ts';
import { failed } from '../../cli-error.ts';
import { eventLogQuery } from '../../dead-letters/log-hint.ts';
import { eventView } from '../../events/event-view.ts';
import type { EventDetail } from '../api.ts';
import { required } from '../asked.ts';
import type { Route } from '../route.ts';
import { eventRow } from './events.ts';

/** One event, as the ledger has it now, and what functions logged of it. */
export const event: Route = {
  method: 'GET',
  path: 'event',
  async answer(asked, context): Promise<EventDetail> {
    const { deployment, memory } = context;
    const [source, id] = [required(asked, 'source'), boundedId(required(asked, 'id'))];
    // The SDK takes longer to load than everything else here together.
    const { openLedger } = await import('../../../lambda/aws/ledger.ts');
    const entry = await openLedger(deployment.ledgerTable, deployment.aws).read(source, id);
    if (!entry) throw failed(`the ledger of ${deployment.name} has no event "${id}" of a source "${source}"`);
    return {
      event: eventRow(eventView(entry, Date.now()), context),
      log: memory?.logs.of(source, id) ?? [],
      ...(!deployment.isLocal && { logQuery: eventLogQuery({ source, id }) }),
    };
  },
};
