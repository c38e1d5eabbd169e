import { answerInJson } from './answer-in-json.ts';
import { callGate } from './call-gate.ts';
import { openDynalite } from './dynalite-parts.ts';
import type { Engine, Outcome } from './engine.ts';

import { transactWriter } from './transact-write.ts';
import { openJournal } from './transaction-journal.ts';

/** DynamoDB, played by dynalite in this process; kept in LevelDB when there is a directory. */
export async function startDynalite(directory: string | undefined): Promise<Engine> {
  const { perform, close } = await openDynalite(directory);
  const plain: Engine = { answer: (call) => answerInJson(call, perform), perform, close };
  const writer = transactWriter(plain, openJournal(directory && `${directory}-transaction.json`), Date.now);
  await writer.recover();
  const gate = callGate();
  let isClosing = false;
  const performInTurn = async (operation: string, input: object) =>
    isClosing ? CLOSED : gate.together(() => perform(operation, input));
  return {
    async answer(call) {
      const isTransaction = !isClosing && call.headers['x-amz-target'] === TRANSACT_WRITE;
      return isTransaction ? gate.alone(() => writer.answer(call.body)) : answerInJson(call, performInTurn);
    },
    perform: performInTurn,
    async close() {
      isClosing = true;
      await gate.idle();
      await close();
    },
  };
}

/** What dynalite lacks. */
const TRANSACT_WRITE = 'DynamoDB_20120810.TransactWriteItems';

const CLOSED: Outcome = {
  status: 503,
  output: { __type: 'ServiceUnavailable', message: 'the local run is stopping' },
};
