import { NestedStack, type Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';

/** How many of a kind the stack itself holds, and how many each nested one. */
export interface Room {
  readonly here: number;
  readonly nested: number;
}

/**
 * A stack has room for 500 resources and 200 outputs; what these leave is for whatever there is one of, and for the user's own. A
 * source is one resource, and in a nested stack an output. The alarms of one are seven or eight resources. A processor is
 * fourteen, seventeen where deployments are gradual, and two to three outputs.
 */
export const ROOMS = {
  Sources: { here: 20, nested: 150 },
  SourceAlarms: { here: 8, nested: 50 },
  Processors: { here: 16, nested: 25 },
} as const satisfies Readonly<Record<string, Room>>;

/**
 * Where things of a kind are created: the first in the stack itself, further ones in nested stacks. Their place follows from
 * their order, and CloudFormation can move neither a queue nor a secret: with so many, append new ones at the end.
 * @returns a function from the number of a thing, from 0, to its scope
 */
export function homesOf(stack: Stack, kind: keyof typeof ROOMS): (index: number) => Construct {
  const { here, nested } = ROOMS[kind];
  const homes = new Map<number, Construct>();
  return (index) => {
    const batch = index < here ? 0 : 1 + Math.floor((index - here) / nested);
    const home = homes.get(batch) ?? newHome(stack, kind, batch);
    homes.set(batch, home);
    return home;
  };
}

const newHome = (stack: Stack, kind: string, batch: number) =>
  batch === 0 ? new Construct(stack, kind) : new NestedStack(stack, `${kind}${batch + 1}`);
