import type { GuardName } from './guards.ts';

/** One replacement in the code. */
export interface Edit {
  readonly file: string;
  /** Text that stands in the file exactly once. */
  readonly find: string;
  readonly replace: string;
}

/** The real code with one idea of it replaced by a wrong one that somebody has shipped, or easily could. */
export interface Mutant {
  readonly edits: readonly Edit[];
  /** The promise that it breaks. */
  readonly caughtBy: GuardName;
}

const ACCEPT = 'lambda/verifier/accept.ts';
const LEDGER = 'lambda/aws/ledger.ts';
const RUNTIME = 'lambda/runtime/process-message.ts';
const CUSTODY = 'core/custody.ts';
const TRANSACTIONS = 'lambda/aws/transactions.ts';
const TRANSACTION = 'lambda/runtime/transaction.ts';

const OUTSTANDING = 'unheld(targets, new Set(entry?.custody.keys()))';
const SEND_FAILED = `if (failed.length > 0) return 'unavailable';`;
const TAKE = 'const claimed = await take(task);';
const GIVE_UP = 'await sendToDeadLetterQueue(deadLetter(';
const CONDITION = 'const condition = expected';

const UNCLAIMED = `{ verdict: 'run', next: { state: 'claimed', owner: invocation.id, until: 0, attempts: 1, failures: [] } }`;

/** Writes this state over whatever is there. */
const unfenced = (state: string) =>
  `const condition = next.state === '${state}' ? 'attribute_exists(#custody) OR (#custody.#state = :state AND #custody.#owner = :owner AND #custody.attempts = :attempts AND #custody.#until = :until)' : expected`;

/** The wrong variants, by what they do. */
export const mutants: Readonly<Record<string, Mutant>> = {
  'a verifier that answers 200 because the record exists': {
    edits: [{ file: ACCEPT, find: OUTSTANDING, replace: '(entry ? [] : targets)' }],
    caughtBy: 'loses nothing when the verifier dies between its write and its sends',
  },
  'a verifier that answers 200 while the lease of another is live': {
    edits: [
      {
        file: ACCEPT,
        find: OUTSTANDING,
        replace: `(entry && Date.parse(facts.receivedAt) < Date.parse(entry.receivedAt) + 30_000 ? [] : ${OUTSTANDING})`,
      },
    ],
    caughtBy: 'loses nothing when the verifier dies between its write and its sends',
  },
  'a verifier that deletes the record when a send fails': {
    edits: [
      {
        file: ACCEPT,
        find: SEND_FAILED,
        replace: `if (failed.length > 0) {
          await ledger.forget(facts.source + '#' + facts.id);
          return 'unavailable';
        }`,
      },
      {
        file: LEDGER,
        find: 'async record(item, limits) {',
        replace: `async forget(pk) {
          await dynamodb.call('DeleteItem', { TableName: table, Key: marshall({ pk }) });
        },
        async record(item, limits) {`,
      },
    ],
    caughtBy: 'doubles nothing when one of two sends fails after the other was processed',
  },
  'a verifier that answers 200 though a send failed': {
    edits: [{ file: ACCEPT, find: SEND_FAILED, replace: '' }],
    caughtBy: 'answers 200 only when every send succeeded',
  },
  'a ledger that leaves expiry to TTL': {
    edits: [
      {
        file: LEDGER,
        find: `'attribute_not_exists(pk) OR expires < :now'`,
        replace: `'attribute_not_exists(pk) OR (attribute_not_exists(pk) AND expires < :now)'`,
      },
    ],
    caughtBy: 'takes an event whose record has expired for a new one',
  },
  'a consumer without a claim': {
    edits: [{ file: RUNTIME, find: TAKE, replace: `const claimed = ${UNCLAIMED};` }],
    caughtBy: 'runs once when two consumers hold copies at the same time',
  },
  'a consumer that checks and marks without claiming': {
    edits: [
      {
        file: RUNTIME,
        find: TAKE,
        replace: `const entry = await parts.ledger.read(facts.source, facts.id);
          const claimed = entry?.custody.get(parts.processor)?.state === 'done' ? { verdict: 'settled' } : ${UNCLAIMED};`,
      },
      {
        file: RUNTIME,
        find: 'ledger.swap(item, processor, held, completed(held))',
        replace: 'ledger.swap(item, processor, undefined, completed(held))',
      },
    ],
    caughtBy: 'runs once when two consumers hold copies at the same time',
  },
  'a consumer that marks done first': {
    edits: [
      {
        file: RUNTIME,
        find: 'const startedAt = now();',
        replace: 'const startedAt = now(); await task.ledger.swap(task.item, processor, held, completed(held));',
      },
    ],
    caughtBy: 'runs again when a consumer dies before its effect',
  },
  'a consumer that deletes a contended message': {
    edits: [{ file: RUNTIME, find: `log.info('held elsewhere');`, replace: `return 'go';` }],
    caughtBy: 'keeps a contended copy until the holder is done or dead',
  },
  'a release without a fence': {
    edits: [{ file: LEDGER, find: CONDITION, replace: unfenced('retry') }],
    caughtBy: 'is not turned back from done by a late release',
  },
  'a completion without a fence': {
    edits: [{ file: LEDGER, find: CONDITION, replace: unfenced('done') }],
    caughtBy: 'does not let a late completion write over its successor',
  },
  'a claim that never expires': {
    edits: [
      {
        file: CUSTODY,
        find: 'if (held && current.until > now)',
        replace: `if (held && (current.state === 'claimed' || current.until > now))`,
      },
    ],
    caughtBy: 'takes the claim of a dead owner once its lease is over, not before',
  },
  'a claim that a rival may take at once': {
    edits: [
      {
        file: CUSTODY,
        find: 'if (held && current.until > now)',
        replace: `if (held && current.state !== 'claimed' && current.until > now)`,
      },
    ],
    caughtBy: 'runs once when two consumers hold copies at the same time',
  },
  'a retry that does not wait for its time': {
    edits: [{ file: CUSTODY, find: `(current?.state === 'retry' && !replayed)`, replace: 'false' }],
    caughtBy: 'waits for its time before it tries again',
  },
  'an attempt that is counted only when it returns': {
    edits: [
      { file: CUSTODY, find: `verdict: attempts > maxAttempts ? 'exhausted' : 'run'`, replace: `verdict: 'run'` },
    ],
    caughtBy: 'tries exactly as often as it may, then dead-letters with the history',
  },
  'a give-up that is marked before the dead-letter queue has the event': {
    edits: [
      {
        file: RUNTIME,
        find: GIVE_UP,
        replace: `await ledger.swap(item, processor, held, failed); ${GIVE_UP}`,
      },
    ],
    caughtBy: 'keeps a given-up event on its queue until the dead-letter queue has it',
  },
  'a dead letter that does not say that it is a replay': {
    edits: [{ file: 'lambda/runtime/dead-letter.ts', find: '{ ...facts, replay }', replace: 'facts' }],
    caughtBy: 'runs a dead letter again once it is moved back to its queue',
  },
  'a replay that starts over every time its message comes back': {
    edits: [
      {
        file: CUSTODY,
        find: 'replay !== undefined && !current?.replays?.includes(replay)',
        replace: 'replay !== undefined',
      },
    ],
    caughtBy: 'lets a replay start a failed event over, once',
  },
  'a transaction beside which the event is completed': {
    edits: [
      { file: TRANSACTIONS, find: 'TransactItems: [...writes, own]', replace: 'TransactItems: writes' },
      { file: RUNTIME, find: 'settlement?.fate ?? (await', replace: '(await' },
    ],
    caughtBy: 'makes an effect of a transaction once though the consumer dies after it',
  },
  'a transaction that anybody may make': {
    edits: [
      {
        file: TRANSACTIONS,
        find: 'const own = { Update: { TableName: table, ...swapExpression(item, attribute, expected, next) } };',
        replace: `const swap = swapExpression(item, attribute, expected, next);
          const own = { Update: { TableName: table, ...swap, ConditionExpression: 'attribute_exists(#custody) OR ' + swap.ConditionExpression } };`,
      },
    ],
    caughtBy: 'writes nothing by a transaction once another consumer holds the event',
  },
  'a transaction that is taken for lost when its answer was': {
    edits: [
      { file: TRANSACTIONS, find: 'ClientRequestToken: token', replace: 'ClientRequestToken: crypto.randomUUID()' },
      { file: TRANSACTIONS, find: `sameCustody(current, next) ? { outcome: 'done' } : `, replace: '' },
    ],
    caughtBy: 'makes an effect of a transaction once though its answers are lost',
  },
  'a completion after a transaction of which nothing is known': {
    edits: [{ file: TRANSACTION, find: 'isKnown ? { failed', replace: 'isKnown || error ? { failed' }],
    caughtBy: 'does not take an event for done when nobody knows what became of its transaction',
  },
  'a failure that is counted after its transaction': {
    edits: [{ file: RUNTIME, find: 'if (failure && !settlement)', replace: 'if (failure)' }],
    caughtBy: 'is done once its transaction is, whatever the processor throws afterwards',
  },
};
