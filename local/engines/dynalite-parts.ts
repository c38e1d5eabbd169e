import { createRequire } from 'node:module';
import { type CheckTypes, checkTypesOf, type Types } from './check-types.ts';
import type { Outcome } from './engine.ts';
import { rememberExpressions } from './remember-expressions.ts';
import { rememberTables, type TableStore } from './remember-tables.ts';
import { type IndexWriter, spareIndexWrites } from './spare-index-writes.ts';
import { type LevelStore, writeTogether } from './write-together.ts';

/** The tables of dynalite, and what it does with them. */
export interface DynaliteTables {
  perform(operation: string, input: object): Promise<Outcome>;
  close(): Promise<void>;
}

interface Store extends TableStore {
  readonly db: LevelStore;
}

/** How dynalite refuses; any other error is a bug, or a disk that is full. */
interface Refusal extends Error {
  readonly statusCode?: number;
  readonly body?: object;
}

type Action = (store: Store, input: object, done: (error: Refusal | null, output: object) => void) => void;

interface Validation {
  readonly types: Types;
  readonly custom?: (input: object, store: Store) => string | undefined;
}

interface Parts extends Validation {
  readonly check: (input: object) => object;
  readonly act: Action;
}

interface Validations {
  readonly checkTypes: CheckTypes;
  checkValidations(input: object, types: object, custom: Validation['custom'], store: Store): void;
}

const OPERATIONS = [
  ...['BatchGetItem', 'BatchWriteItem', 'CreateTable', 'DeleteItem', 'DeleteTable', 'DescribeTable'],
  ...['DescribeTimeToLive', 'GetItem', 'ListTables', 'PutItem', 'Query', 'Scan', 'TagResource', 'UntagResource'],
  ...['ListTagsOfResource', 'UpdateItem', 'UpdateTable'],
];

/**
 * Opens the parts of dynalite 4.0.0 that its package does not export. Its own server would turn every call into text and
 * back once more, and throws where nobody can catch it.
 * @param directory - of LevelDB; without one, all is in memory
 */
export async function openDynalite(directory: string | undefined): Promise<DynaliteTables> {
  const load = createRequire(import.meta.url);
  const engine: IndexWriter & { create(options: object): Store } = load('dynalite/db');
  const validations: Validations = load('dynalite/validations');
  for (const parser of ['updateParser', 'conditionParser']) rememberExpressions(load(`dynalite/db/${parser}`));
  const known = new Map(OPERATIONS.map((name) => [name, partsOf(name, load, validations)]));
  spareIndexWrites(engine);
  const store = engine.create({ path: directory, createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
  await store.db.open();
  writeTogether(store.db);
  rememberTables(store);
  const perform = (operation: string, input: object): Promise<Outcome> => {
    const parts = known.get(operation);
    return parts ? act(parts, input, store, validations) : Promise.resolve(UNKNOWN);
  };
  return {
    async perform(operation, input) {
      const outcome = await perform(operation, input);
      if (operation === 'CreateTable' || operation === 'UpdateTable') await untilActive(input, perform);
      return outcome;
    },
    close: () => store.db.close(),
  };
}

function act(parts: Parts, input: object, store: Store, validations: Validations): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const refuse = (error: Refusal, otherwise: (error: Error) => void) =>
      error.statusCode && error.body ? resolve({ status: error.statusCode, output: error.body }) : otherwise(error);
    try {
      const checked = parts.check(input);
      validations.checkValidations(checked, parts.types, parts.custom, store);
      parts.act(store, checked, (error, output) => (error ? refuse(error, endRun) : resolve({ status: 200, output })));
    } catch (error) {
      refuse(error instanceof Error ? error : new Error(String(error)), reject);
    }
  });
}

/** A disk that is full, or a file that is broken: what a run went on to answer would not be kept. */
function endRun(error: Error): void {
  setImmediate(() => {
    throw error;
  });
}

/** dynalite changes a table a moment after it has said so; nobody need wait for that here. */
async function untilActive(input: object, perform: DynaliteTables['perform']): Promise<void> {
  const { TableName } = Object(input);
  for (;;) {
    const { output } = await perform('DescribeTable', { TableName });
    const { Table: { TableStatus = '' } = {} } = Object(output);
    if (TableStatus !== 'CREATING' && TableStatus !== 'UPDATING') return;
    await new Promise(setImmediate);
  }
}

function partsOf(operation: string, load: NodeJS.Require, { checkTypes }: Validations): Parts {
  const name = operation.charAt(0).toLowerCase() + operation.slice(1);
  const { types, custom }: Validation = load(`dynalite/validations/${name}`);
  const act: Action = load(`dynalite/actions/${name}`);
  return { types, check: checkTypesOf(types, checkTypes), act, ...(custom && { custom }) };
}

const UNKNOWN: Outcome = {
  status: 400,
  output: { __type: 'com.amazon.coral.service#UnknownOperationException' },
};
