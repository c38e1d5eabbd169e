import { NestedStack, type Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';

/** A stack has room for 500 resources and 200 outputs. A processor is eight and two to three, and eleven where deployments are gradual; the rest is for the user's own. */
const PROCESSORS_IN_A_STACK = 40;

/**
 * Where processors are created: the first in the stack itself, further ones in nested stacks. Their place follows from
 * their order, and CloudFormation cannot move a queue: with so many, append new ones at the end.
 * @returns a function from the number of a processor, from 0, to its scope
 */
export function processorHomes(stack: Stack): (index: number) => Construct {
  const homes = new Map<number, Construct>();
  return (index) => {
    const batch = Math.floor(index / PROCESSORS_IN_A_STACK);
    const home = homes.get(batch) ?? newHome(stack, batch);
    homes.set(batch, home);
    return home;
  };
}

const newHome = (stack: Stack, batch: number) =>
  batch === 0 ? new Construct(stack, 'Processors') : new NestedStack(stack, `Processors${batch + 1}`);
