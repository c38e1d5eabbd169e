import type { Outcome } from './engine.ts';
import { fauxqsPart, type QueueStore } from './fauxqs-parts.ts';

/** What fauxqs 2.4.1 does with messages, without the web application around it. */
export interface MessageOperations {
  /** Whether a call is about messages, by its `x-amz-target`. */
  knows(target: string | undefined): boolean;
  /** @throws {Error} when the operation is not about messages */
  perform(operation: string, input: object, store: QueueStore): Promise<Outcome>;
}

type Action = (input: object, store: QueueStore) => object | Promise<object>;

/** What fauxqs throws to refuse a call. */
interface Refusal extends Error {
  readonly statusCode: number;
  readonly queryErrorHeader: string;
  toJSON(): object;
}

const OPERATIONS = [
  ...['SendMessage', 'SendMessageBatch', 'ReceiveMessage', 'DeleteMessage', 'DeleteMessageBatch'],
  ...['ChangeMessageVisibility', 'ChangeMessageVisibilityBatch'],
];

/** Loads them. */
export async function loadMessageOperations(): Promise<MessageOperations> {
  const { SqsError } = await fauxqsPart('common/errors.js');
  const isRefusal = (error: unknown): error is Refusal => error instanceof SqsError;
  const actions = new Map(await Promise.all(OPERATIONS.map(loadAction)));
  return {
    knows: (target = '') => actions.has(target.replace('AmazonSQS.', '')),
    async perform(operation, input, store) {
      const act = actions.get(operation);
      if (!act) throw new Error(`${operation} is not about messages`);
      try {
        return { status: 200, output: await act(input, store) };
      } catch (error) {
        if (!isRefusal(error)) throw error;
        const headers = { 'x-amzn-query-error': error.queryErrorHeader };
        return { status: error.statusCode, output: error.toJSON(), headers };
      }
    },
  };
}

async function loadAction(operation: string): Promise<[string, Action]> {
  const name = operation.charAt(0).toLowerCase() + operation.slice(1);
  const { [name]: action } = await fauxqsPart(`sqs/actions/${name}.js`);
  if (typeof action !== 'function') throw new Error(`fauxqs has no ${operation}`);
  return [operation, action];
}
