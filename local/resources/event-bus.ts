import type { ResourceType } from './resource-type.ts';

/** A bus of EventBridge. What becomes of its events is said by rules. */
export const eventBus: ResourceType = {
  types: ['AWS::Events::EventBus'],

  bringUp({ name }, _engines, { buses, assembly: { region, account } }) {
    buses.add(name);
    return { ref: name, attributes: { Arn: `arn:aws:events:${region}:${account}:event-bus/${name}`, Name: name } };
  },
};
