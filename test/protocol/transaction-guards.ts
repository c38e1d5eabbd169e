import { ClaimLost } from '../../lambda/runtime/claim-lost.ts';
import { PermanentError } from '../../lambda/runtime/permanent-error.ts';
import type { Guard, World } from './world.ts';

const HOUR = 3600_000;
const LONGER_THAN_A_TRY = 11_000;
const lost = () => new Error('the answer was lost');

/** The promises on effects that a processor makes by `transact`: a counter in a table of its own. */
export const transactionGuards = {
  'makes an effect of a transaction once though the consumer dies after it': async (world) => {
    await world.enqueue('a');
    const work = world.counting('a');
    const dies: Parameters<World['consume']>[1] = {
      work,
      transaction: async (write, die) => {
        await write();
        return die();
      },
    };
    expect(await world.consume('a', dies)).toBe('died');
    await again(world);
    expect(await world.counter('a')).toBe(1);
    await isDone(world, 1);
  },

  'makes an effect of a transaction once though the consumer dies before it': async (world) => {
    await world.enqueue('a');
    const work = world.counting('a');
    expect(await world.consume('a', { work, transaction: (_, die) => die() })).toBe('died');
    expect(await world.counter('a')).toBe(0);
    await again(world);
    expect(await world.counter('a')).toBe(1);
    await isDone(world, 2);
  },

  'makes an effect of a transaction once though its answers are lost': async (world) => {
    await world.enqueue('a');
    const count = world.counting('a');
    let tries = 0;
    const transaction: NonNullable<Parameters<World['consume']>[1]>['transaction'] = async (write) => {
      const written = await write();
      tries += 1;
      if (tries < 4) throw lost();
      return written;
    };
    let heard: unknown = 'nothing';
    const work: typeof count = async (event, context) => {
      heard = await Promise.resolve(count(event, context)).then(
        () => 'success',
        (error) => error,
      );
    };
    await world.consume('a', { work, transaction });
    expect(tries).toBe(4);
    expect(heard).toBe('success');
    expect(await world.counter('a')).toBe(1);
    await isDone(world, 1);
  },

  'makes no second effect of a transaction when its event comes again': async (world) => {
    await world.deliver();
    await world.consume('a', { work: world.counting('a') });
    await world.enqueue('a');
    expect(await world.deliver()).toBe('duplicate');
    await again(world);
    expect(await world.counter('a')).toBe(1);
    await isDone(world, 1);
  },

  'writes nothing by a transaction once another consumer holds the event': async (world) => {
    await world.enqueue('a');
    const errors: unknown[] = [];
    const finished = Promise.withResolvers<void>();
    let successor: Promise<unknown> = Promise.resolve();
    await world.consume('a', {
      work: async (event, context) => {
        world.now += HOUR;
        const began = Promise.withResolvers<void>();
        const work = () => {
          began.resolve();
          return finished.promise;
        };
        successor = world.consume('a', { work });
        await began.promise;
        await Promise.resolve(world.counting('a')(event, context)).catch((error) => errors.push(error));
      },
    });
    expect(errors.map(String)).toEqual([String(new ClaimLost())]);
    expect(await world.counter('a')).toBe(0);
    expect((await world.entry())?.custody.get('a')).toMatchObject({ state: 'claimed', attempts: 2 });
    finished.resolve();
    await successor;
    expect((await world.entry())?.custody.get('a')?.state).toBe('done');
  },

  'writes nothing by a transaction once another consumer is done with the event': async (world) => {
    await world.enqueue('a');
    await world.consume('a', {
      work: async (event, context) => {
        world.now += HOUR;
        await world.consume('a', { work: world.counting('a') });
        await world.counting('a')(event, context);
      },
    });
    expect(await world.counter('a')).toBe(1);
    expect(await world.deadLetters('a')).toHaveLength(0);
    await isDone(world, 2);
  },

  'does not take an event for done when nobody knows what became of its transaction': async (world) => {
    await world.enqueue('a');
    await world.consume('a', {
      work: (event, context) => Promise.resolve(world.counting('a')(event, context)).catch(() => undefined),
      transaction: () => {
        world.now += LONGER_THAN_A_TRY;
        return Promise.reject(lost());
      },
    });
    expect((await world.entry())?.custody.get('a')?.state).toBe('claimed');
    await again(world);
    expect(await world.counter('a')).toBe(1);
    await isDone(world, 2);
  },

  'is done once its transaction is, whatever the processor throws afterwards': async (world) => {
    await world.enqueue('a');
    await world.consume('a', {
      work: async (event, context) => {
        await world.counting('a')(event, context);
        throw new PermanentError('too late');
      },
    });
    expect(await world.counter('a')).toBe(1);
    expect(await world.deadLetters('a')).toHaveLength(0);
    await isDone(world, 1);
  },

  'lets a processor whose transaction was refused go another way': async (world) => {
    await world.enqueue('a');
    const refusedWork = world.counting('a', 'attribute_exists(made)');
    await world.consume('a', { work: refusedWork });
    expect((await world.entry())?.custody.get('a')).toMatchObject({ state: 'retry', attempts: 1 });
    world.now += HOUR;
    const refused: unknown[] = [];
    await world.consume('a', {
      work: async (event, context) => {
        await Promise.resolve(refusedWork(event, context)).catch((error) => refused.push(error.name));
        await world.counting('a')(event, context);
      },
    });
    expect(refused).toEqual(['TransactionRefused']);
    expect(await world.counter('a')).toBe(1);
    await isDone(world, 2);
  },
} satisfies Record<string, Guard>;

/** The message comes back, until it may go. */
async function again(world: World): Promise<void> {
  for (let round = 0; round < 3; round++) {
    world.now += HOUR;
    await world.consume('a', { work: world.counting('a') });
  }
}

async function isDone(world: World, attempts: number): Promise<void> {
  expect((await world.entry())?.custody.get('a')).toMatchObject({ state: 'done', attempts });
  expect(await world.queued('a')).toBe(0);
}
