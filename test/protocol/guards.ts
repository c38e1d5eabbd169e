import { PermanentError } from '../../lambda/runtime/permanent-error.ts';
import type { Engines } from './engines.ts';
import { transactionGuards } from './transaction-guards.ts';
import { DEATH, type Guard, type Implementation, MAX_ATTEMPTS, openWorld, type World } from './world.ts';

const HOUR = 3600_000;
const once = { a: 1, b: 1 };
const fail = () => {
  throw new Error('the work failed');
};

/** Every promise of the protocol that a wrong implementation is known to break. */
export const guards = {
  'loses nothing when the verifier dies between its write and its sends': async (world) => {
    expect(await world.deliver({ dieAfterRecord: true })).toBe('died');
    world.now += 1000;
    expect(await world.deliver()).toBe('duplicate');
    await drainBoth(world);
    expect(world.effects).toEqual(once);
  },

  'doubles nothing when one of two sends fails after the other was processed': async (world) => {
    const sendFails = async () => {
      // By now the message for `a` is on its queue, and its consumer is fast.
      while ((await world.queued('a')) === 0);
      await world.consume('a');
      throw new Error('the send failed');
    };
    expect(await world.deliver({ send: { b: sendFails } })).toBe('unavailable');
    expect(await world.deliver()).toBe('duplicate');
    await drainBoth(world);
    expect(world.effects).toEqual(once);
  },

  'answers 200 only when every send succeeded': async (world) => {
    const sendFails = () => Promise.reject(new Error('the send failed'));
    expect(await world.deliver({ send: { b: sendFails } })).toBe('unavailable');
    expect(await world.deliver({ send: { b: sendFails } })).toBe('unavailable');
  },

  'runs once when two consumers hold copies at the same time': async (world) => {
    await world.enqueue('a');
    await world.consume('a', {
      work: async () => {
        world.effects.a = (world.effects.a ?? 0) + 1;
        await world.consume('a');
      },
    });
    await world.drain('a');
    expect(world.effects.a).toBe(1);
  },

  'runs again when a consumer dies before its effect': async (world) => {
    await world.enqueue('a');
    expect(await world.consume('a', { work: () => DEATH })).toBe('died');
    await world.drain('a');
    expect(world.effects.a).toBe(1);
  },

  'keeps a contended copy until the holder is done or dead': async (world) => {
    await world.enqueue('a');
    const contended = Promise.withResolvers<void>();
    const work = async () => {
      await world.consume('a');
      contended.resolve();
      await DEATH;
    };
    void world.consume('a', { work });
    await contended.promise;
    await world.drain('a');
    expect(world.effects.a).toBe(1);
  },

  'is not turned back from done by a late release': async (world) => {
    await world.enqueue('a');
    await world.consume('a', {
      work: async () => {
        world.now += HOUR;
        await world.consume('a');
        throw new Error('the work failed, an hour after its invocation ended');
      },
    });
    await world.enqueue('a');
    await world.drain('a');
    expect(world.effects.a).toBe(1);
  },

  'does not let a late completion write over its successor': async (world) => {
    await world.enqueue('a');
    let successor: Promise<unknown> = Promise.resolve();
    const released = Promise.withResolvers<void>();
    await world.consume('a', {
      work: async () => {
        world.now += HOUR;
        successor = world.consume('a', { work: () => released.promise });
        await until(async () => (await world.entry())?.custody.get('a')?.attempts === 2);
      },
    });
    expect((await world.entry())?.custody.get('a')).toMatchObject({ state: 'claimed', attempts: 2 });
    released.resolve();
    await successor;
    expect((await world.entry())?.custody.get('a')?.state).toBe('done');
  },

  'takes the claim of a dead owner once its lease is over, not before': async (world) => {
    await world.enqueue('a');
    await world.consume('a', { work: () => DEATH });
    await world.consume('a');
    expect(world.effects.a).toBe(0);
    world.now += 33_000;
    await world.consume('a');
    expect(world.effects.a).toBe(1);
  },

  'tries exactly as often as it may, then dead-letters with the history': async (world) => {
    let tries = 0;
    await world.enqueue('a');
    for (let round = 0; round < MAX_ATTEMPTS + 2; round++) {
      const work = () => {
        tries += 1;
        return round === MAX_ATTEMPTS - 1 ? DEATH : fail();
      };
      await world.consume('a', { work });
      world.now += 13 * HOUR;
    }
    expect(tries).toBe(MAX_ATTEMPTS);
    expect(await world.queued('a')).toBe(0);
    const [letter] = await world.deadLetters('a');
    expect(letter?.MessageAttributes?.attempts?.StringValue).toBe(String(MAX_ATTEMPTS));
    expect(letter?.MessageAttributes?.history?.StringValue).toContain('the work failed');
  },

  'waits for its time before it tries again': async (world) => {
    await world.enqueue('a');
    await world.consume('a', { work: fail });
    world.now += 5_000;
    await world.consume('a');
    expect(world.effects.a).toBe(0);
    world.now += 10_000;
    await world.consume('a');
    expect(world.effects.a).toBe(1);
  },

  'keeps a given-up event on its queue until the dead-letter queue has it': async (world) => {
    const work = () => {
      throw new PermanentError('no attempt can help');
    };
    await world.enqueue('a');
    await world.consume('a', { work, noDeadLetterQueue: true });
    expect(await world.queued('a')).toBe(1);
    world.now += HOUR;
    await world.consume('a', { work });
    expect(await world.queued('a')).toBe(0);
    expect(await world.deadLetters('a')).toHaveLength(1);
  },

  'lets a replay start a failed event over, once': async (world) => {
    const giveUp = () => {
      throw new PermanentError('no attempt can help');
    };
    await world.enqueue('a');
    await world.consume('a', { work: giveUp });
    await world.enqueue('a');
    await world.drain('a');
    expect(world.effects.a).toBe(0);

    await world.enqueue('a', 'replay-1');
    await world.consume('a', { work: giveUp });
    await world.enqueue('a', 'replay-1');
    await world.drain('a');
    expect(world.effects.a).toBe(0);

    await world.enqueue('a', 'replay-2');
    await world.drain('a');
    expect(world.effects.a).toBe(1);
  },

  'runs a dead letter again once it is moved back to its queue': async (world) => {
    const giveUp = () => {
      throw new PermanentError('no attempt can help');
    };
    await world.enqueue('a');
    await world.consume('a', { work: giveUp });
    await world.redrive('a');
    await world.consume('a', { work: giveUp });
    expect(await world.deadLetters('a')).toHaveLength(1);
    await world.redrive('a');
    await world.drain('a');
    expect(world.effects.a).toBe(1);
  },

  'takes an event whose record has expired for a new one': async (world) => {
    await world.deliver();
    await drainBoth(world);
    world.now += 100 * 24 * HOUR;
    expect(await world.deliver()).toBe('accepted');
    await drainBoth(world);
    expect(world.effects).toEqual({ a: 2, b: 2 });
  },

  ...transactionGuards,
} satisfies Record<string, Guard>;

export type GuardName = keyof typeof guards;

/** Runs one guard against an implementation. */
export async function runGuard(name: GuardName, implementation: Implementation, engines: Engines): Promise<void> {
  await guards[name](await openWorld(implementation, engines));
}

async function drainBoth(world: World): Promise<void> {
  await world.drain('a');
  await world.drain('b');
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition()));
}
