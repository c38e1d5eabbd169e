import { enqueue } from './aws.ts';
import { seriesOf, TICK_MS } from './calls.ts';
import { eventName, messageName, step, targetName, unusedOwner, type Walk } from './steps.ts';

/** An operator moves a letter back, with any tool: as it is. */
export function redrive(walk: Walk, target: number): void {
  const { world } = walk;
  if (world.redrives === 0) return;
  for (const [index, letter] of (world.letters[target] ?? []).entries())
    for (const kind of ['free', 'fault'] as const) {
      const stays = kind === 'fault' ? ', but the letter stays there as well' : '';
      step(
        walk,
        `An operator redrives ${messageName(walk, letter)} of ${targetName(target)}${stays}.`,
        kind,
        (next) => {
          next.redrives -= 1;
          if (kind === 'free') next.letters[target]?.splice(index, 1);
          enqueue(next, target, letter);
          return undefined;
        },
      );
    }
}

/** An operator replays an event, or goes on with a replay that was cut off. What the ledger said is known beforehand. */
export function replay(walk: Walk, target: number): void {
  const { world, configuration, machine } = walk;
  if (world.redrives === 0 || world.processes.some(({ position }) => position.start.kind === 'operator')) return;
  for (let event = 0; event < configuration.events; event++) {
    const custody = world.items[event]?.custody[target];
    const current = custody && { ...custody, until: custody.until - world.now * TICK_MS };
    const opened = custody?.owner.startsWith('replay') ? seriesOf(custody) : undefined;
    const text = `An operator ${opened ? 'goes on with the replay of' : 'replays'} ${eventName(walk, event)} for ${targetName(target)}.`;
    step(walk, text, 'free', (next) => {
      next.redrives -= 1;
      const name = opened ?? unusedOwner(walk);
      const position = machine.begin({ kind: 'operator', event, target, replay: name, current });
      const process = { position, started: world.now, skew: 0, messages: [], effects: [], series: [] };
      next.processes.push({ ...process, name: `o${target}` });
      return undefined;
    });
  }
}
