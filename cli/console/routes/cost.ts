import { readInventory } from '../../../core/cost/read-inventory.ts';
import { failed } from '../../cli-error.ts';
import { parseEvents, parsePositive, trafficOf } from '../../cost/cost-options.ts';
import { type CostView, costView } from '../../cost/cost-view.ts';
import { readStack } from '../../cost/read-stack.ts';
import { parameter } from '../asked.ts';
import type { Route } from '../route.ts';

/** What a month of the app is going to cost, as it was synthesized for the local run. */
export const cost: Route = {
  method: 'GET',
  path: 'cost',
  async answer(asked, { assembly, webhooks }): Promise<CostView> {
    if (assembly === undefined) throw failed('a forecast is made from the synthesized app: run "breakwater cost"');
    const { name, templates } = readStack(assembly, undefined);
    const given = {
      eventsPerMonth: parseEvents(parameter(asked, 'events') ?? '1M'),
      bodyKb: parsePositive(parameter(asked, 'bodyKb') ?? '2'),
    };
    const configuration = webhooks();
    return costView(name, readInventory(templates), configuration, trafficOf(given, configuration));
  },
};
