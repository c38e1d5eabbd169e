import { EventEmitter } from 'node:events';
import { PassThrough } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { render } from 'ink';
import { createLiveStore } from '../../../cli/live/live-store.ts';
import { LiveView } from '../../../cli/live/live-view.tsx';
import { eventOf } from './event-of.ts';

// Draws a live view on a screen that is none, presses keys, and prints each picture: jest cannot load what draws.

const [columns = 0, rows = 0, ...keys] = process.argv.slice(2).map((word, index) => (index < 2 ? Number(word) : word));
const pictures: string[] = [];
const intents: unknown[] = [];
const stdout = Object.assign(new EventEmitter(), {
  columns,
  rows,
  isTTY: true,
  write: (text: string) => pictures.push(text),
});
const stdin = Object.assign(new PassThrough(), {
  isTTY: true,
  setRawMode: () => stdin,
  ref: () => {},
  unref: () => {},
});

const store = createLiveStore();
store.dispatch({ do: 'changed', event: eventOf('evt_1') });
store.dispatch({ do: 'changed', event: eventOf('evt_2', 'failed') });
store.dispatch({
  do: 'changed',
  event: eventOf('evt_3', 'retrying', { type: 'a\u001b[31m\u001b]8;;http://evil\u0007\n.b' }),
});
store.dispatch({ do: 'log', line: 'stripe accepted' });
const app = render(
  <LiveView
    store={store}
    heading={{ title: 'Breakwater • test', lines: ['  stripe  POST http://127.0.0.1/webhooks/stripe'] }}
    onIntent={(intent) => {
      intents.push(intent);
      if (!['quit', 'replay', 'open console', 'load body'].includes(intent.do))
        store.dispatch(intent as Parameters<typeof store.dispatch>[0]);
    }}
  />,
  { stdout: stdout as never, stdin: stdin as never, debug: true, exitOnCtrlC: false, patchConsole: false },
);
await wait(50);
const told = [pictures.at(-1)];
for (const key of keys) {
  stdin.write(String(key));
  await wait(80);
  told.push(pictures.at(-1));
}
app.unmount();
console.log(JSON.stringify({ told, intents }));
process.exit(0);
