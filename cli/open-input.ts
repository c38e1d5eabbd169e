import { createInterface } from 'node:readline';
import { type Readable, Writable } from 'node:stream';
import type { Input } from './terminal.ts';

/** Reads what is typed into a terminal, or piped in. Questions go where errors go, so that a pipe does not get them. */
export function openInput(from: Readable & { readonly isTTY?: boolean }, questions: Writable): Input {
  return {
    isTerminal: Boolean(from.isTTY),
    ask: (question) => askHidden(question, from, questions),
    async read(mostBytes) {
      const chunks: Buffer[] = [];
      let bytes = 0;
      for await (const chunk of from) {
        chunks.push(Buffer.from(chunk));
        bytes += chunks.at(-1)?.length ?? 0;
        if (bytes > mostBytes) break;
      }
      return Buffer.concat(chunks).toString('utf8');
    },
  };
}

function askHidden(question: string, from: Readable, questions: Writable): Promise<string | undefined> {
  // What readline would show of the line goes nowhere.
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: from, output: nowhere, terminal: true, historySize: 0 });
  questions.write(question);
  return new Promise((resolve) => {
    const end = (line: string | undefined) => {
      // Closing says so too: what was typed has to be told first.
      resolve(line);
      lines.close();
      questions.write('\n');
    };
    lines.once('line', end);
    lines.once('SIGINT', () => end(undefined));
    lines.once('close', () => resolve(undefined));
  });
}
