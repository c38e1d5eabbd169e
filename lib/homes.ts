import { NestedStack, type Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';

/** How many of something a stack has room for, and a nested stack. */
export interface Room {
  readonly here: number;
  readonly nested: number;
}

/**
 * A stack has room for 500 resources and 200 outputs. A processor is fourteen of the former, seventeen where deployments are
 * gradual, and two to three of the latter; the rest is for the sources and for the user's own.
 */
export const PROCESSOR_ROOM: Room = { here: 16, nested: 25 };

/** The alarms of a source are seven or eight resources. */
export const SOURCE_ALARM_ROOM: Room = { here: 8, nested: 50 };

/**
 * Where things of a kind are created: the first in the stack itself, further ones in nested stacks. Their place follows from
 * their order, and CloudFormation cannot move a queue: with so many, append new ones at the end.
 * @returns a function from the number of a thing, from 0, to its scope
 */
export function homes(stack: Stack, kind: string, { here, nested }: Room): (index: number) => Construct {
  const made = new Map<number, Construct>();
  return (index) => {
    const batch = index < here ? 0 : 1 + Math.floor((index - here) / nested);
    const home =
      made.get(batch) ?? (batch === 0 ? new Construct(stack, kind) : new NestedStack(stack, `${kind}${batch + 1}`));
    made.set(batch, home);
    return home;
  };
}
