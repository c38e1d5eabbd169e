import type { StoredItem } from './transaction-journal.ts';

/** One operation of a transaction, as it was sent. */
export interface Operation {
  readonly kind: 'Put' | 'Update' | 'Delete' | 'ConditionCheck';
  readonly input: OperationInput;
}

export interface OperationInput {
  readonly TableName: string;
  readonly Key?: StoredItem;
  readonly Item?: StoredItem;
  readonly ConditionExpression?: string;
  readonly ReturnValuesOnConditionCheckFailure?: string;
  readonly [parameter: string]: unknown;
}

/** A refusal of the whole request, as DynamoDB words it. */
export class RequestRefusal extends Error {
  override readonly name = 'RequestRefusal';
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html */
const MOST_OPERATIONS = 100;
const LARGEST_BYTES = 4 * 1024 * 1024;
const LONGEST_TOKEN = 36;
const KINDS = ['ConditionCheck', 'Put', 'Update', 'Delete'] as const;
const REQUIRED = {
  Put: ['TableName', 'Item'],
  Update: ['TableName', 'Key'],
  Delete: ['TableName', 'Key'],
  ConditionCheck: ['TableName', 'Key', 'ConditionExpression'],
} as const;

/**
 * The operations of a request whose form is right. The texts are those of DynamoDB Local, version 11.1.0.
 * @throws {RequestRefusal} otherwise
 */
export function operationsOf({ TransactItems, ClientRequestToken }: Readonly<Record<string, unknown>>): Operation[] {
  if (!Array.isArray(TransactItems)) throw constraint(null, 'transactItems', 'Member must not be null');
  if (TransactItems.length === 0)
    throw constraint('[]', 'transactItems', 'Member must have length greater than or equal to 1');
  if (TransactItems.length > MOST_OPERATIONS)
    throw invalid(`Member must have length less than or equal to ${MOST_OPERATIONS}`);
  if (String(ClientRequestToken ?? '').length > LONGEST_TOKEN)
    throw constraint(
      String(ClientRequestToken),
      'clientRequestToken',
      `Member must have length less than or equal to ${LONGEST_TOKEN}`,
    );
  const operations = TransactItems.map(operationOf);
  const bytes = operations.reduce((sum, { input }) => sum + Buffer.byteLength(JSON.stringify(input.Item ?? '')), 0);
  if (bytes > LARGEST_BYTES) throw invalid(`Transaction payload size cannot exceed 4MB. Payload Size: ${bytes}`);
  return operations;
}

function operationOf(item: Readonly<Record<string, OperationInput>>, index: number): Operation {
  const [kind, ...others] = KINDS.filter((name) => item[name]);
  const input = kind && item[kind];
  if (!input) throw invalid('Invalid Request: TransactWriteRequest should contain Delete or Put or Update request');
  if (others.length > 0) throw invalid('TransactItems can only contain one of Check, Put, Update or Delete');
  const missing = REQUIRED[kind].find((name) => input[name] === undefined);
  if (missing)
    throw constraint(
      null,
      `transactItems.${index + 1}.member.${lower(kind)}.${lower(missing)}`,
      'Member must not be null',
    );
  return { kind, input };
}

const lower = (name: string) => name.charAt(0).toLowerCase() + name.slice(1);

const constraint = (value: string | null, where: string, rule: string) =>
  invalid(`Value ${value} at '${where}' failed to satisfy constraint: ${rule}`);

/** A refusal for what was sent. */
export const invalid = (message: string) => new RequestRefusal('ValidationException', message);

/**
 * The key of the item that an operation is about.
 * @throws {RequestRefusal} when it lacks an attribute of the table's key
 */
export function keyOf({ input }: Operation, attributes: readonly string[]): StoredItem {
  const given = input.Key ?? input.Item ?? {};
  return Object.fromEntries(
    attributes.map((name) => {
      const value = given[name];
      if (!value) throw invalid('One of the required keys was not given a value');
      return [name, value];
    }),
  );
}

/** A name for an item, the same however its numbers are written. */
export const nameOf = (table: string, key: StoredItem) =>
  JSON.stringify([table, ...Object.values(key).map((value) => (value.N === undefined ? value : plainNumber(value.N)))]);

/** A number without the zeros that make no difference, and without an exponent of its own choice. */
function plainNumber(text: unknown): string {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] =
    /^([+-]?)(\d*)\.?(\d*)(?:[eE]([+-]?\d+))?$/.exec(String(text)) ?? [];
  const digits = `${whole}${fraction}`.replace(/^0+/, '');
  const significant = digits.replace(/0+$/, '');
  if (significant === '') return '0';
  const power = Number(exponent) - fraction.length + digits.length - significant.length;
  return `${sign === '-' ? '-' : ''}${significant}e${power}`;
}
