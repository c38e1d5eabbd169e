import { startDynamoDbLocal } from '../../../local/engines/dynamodb-local-engine.ts';
import type { Engine } from '../../../local/engines/engine.ts';
import {
  counted,
  createTables,
  foundAfter,
  increment,
  runCase,
  sendTransaction,
  transactCases,
} from './transact-cases.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await startDynamoDbLocal(undefined);
  await createTables(engine);
});
afterAll(() => engine.close());

// What `transact-write.test.ts` holds our own to.
test.each(Object.entries(transactCases))('%s', async (_, each) => {
  const { answered, found } = await runCase(engine, each);
  const { status, type, message, reasons, refusedByLocal } = each;
  if (refusedByLocal) expect(answered).toMatchObject({ status, type: 'ValidationException' });
  else
    expect(answered).toEqual({
      status,
      type,
      message: message instanceof RegExp ? expect.stringMatching(message) : message,
      // A full stop comes and goes.
      reasons: reasons?.map((reason) =>
        'Message' in reason ? { ...reason, Message: expect.stringContaining(String(reason.Message)) } : reason,
      ),
    });
  expect(found).toEqual(foundAfter(each));
});

test('knows a request by its token', async () => {
  const send = async (token: string, by: string) => {
    const { status, type } = await sendTransaction(engine, increment(token, by));
    return [status, type, await counted(engine)];
  };
  expect(await send('t', '1')).toEqual([200, undefined, '1']);
  expect(await send('t', '1')).toEqual([200, undefined, '1']);
  expect(await send('t', '5')).toEqual([400, 'IdempotentParameterMismatchException', '1']);
  expect(await send('u', '5')).toEqual([200, undefined, '6']);
});
