import { PassThrough, Writable } from 'node:stream';
import { openInput } from '../../cli/open-input.ts';

function inputOf(isTTY: boolean) {
  const from = Object.assign(new PassThrough(), { isTTY });
  const shown: string[] = [];
  const questions = new Writable({
    write(chunk, _encoding, done) {
      shown.push(String(chunk));
      done();
    },
  });
  return { from, shown, input: openInput(from, questions) };
}

test('asks for a line and shows nothing of it', async () => {
  const { from, shown, input } = inputOf(true);
  expect(input.isTerminal).toBe(true);
  const answer = input.ask('the secret: ');
  from.write('whsec_typed\r');
  expect(await answer).toBe('whsec_typed');
  expect(shown.join('')).toBe('the secret: \n');
});

test('Ctrl-C and the end of the input break it off', async () => {
  const broken = inputOf(true);
  const answer = broken.input.ask('the secret: ');
  broken.from.write('whsec_ty\u0003');
  expect(await answer).toBeUndefined();
  const ended = inputOf(true);
  const none = ended.input.ask('the secret: ');
  ended.from.end();
  expect(await none).toBeUndefined();
});

test('reads what is piped in whole, and not without end', async () => {
  const { from, input } = inputOf(false);
  from.end('-----BEGIN\nKEY-----\n');
  expect([input.isTerminal, await input.read(100)]).toEqual([false, '-----BEGIN\nKEY-----\n']);
  const endless = inputOf(false);
  endless.from.write(Buffer.alloc(50_000, 'x'));
  endless.from.write(Buffer.alloc(50_000, 'x'));
  expect((await endless.input.read(1000)).length).toBeLessThanOrEqual(100_000);
});
