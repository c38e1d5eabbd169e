import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type OpenTunnelOptions, openTunnel } from '../../cli/start/open-tunnel.ts';

const directory = mkdtempSync(join(tmpdir(), 'breakwater-'));
afterAll(() => rmSync(directory, { recursive: true }));

/** A program that says what the real one does, notes its words, and stays until it is told to end. */
function install(name: string, says: string, ends = 'while :; do sleep 0.05; done') {
  const file = join(directory, name);
  // Once it has said its URL it may be told to end.
  const prepares = 'trap "touch $0.ended; exit 0" TERM';
  writeFileSync(file, `#!/bin/sh\necho "$@" > "$0.words"\n${prepares}\n${says}\n${ends}\n`);
  chmodSync(file, 0o755);
  return file;
}

const open = (more: Partial<OpenTunnelOptions> = {}) =>
  openTunnel({
    port: 4800,
    environment: { PATH: `${directory}:/usr/bin:/bin` },
    interrupted: new AbortController().signal,
    onEnd: () => undefined,
    ...more,
  });

const QUICK_TUNNEL = `cat >&2 <<'SAID'
2026-01-02T15:04:05Z INF Thank you for trying Cloudflare Tunnel. See https://developers.cloudflare.com/cloudflare-one/
2026-01-02T15:04:05Z INF Requesting new quick Tunnel on trycloudflare.com...
2026-01-02T15:04:07Z INF +--------------------------------------------------------------------------------------------+
2026-01-02T15:04:07Z INF |  Your quick Tunnel has been created! Visit it at (it may take some time to be reachable):  |
2026-01-02T15:04:07Z INF |  https://four-random-words-here.trycloudflare.com                                          |
2026-01-02T15:04:07Z INF +--------------------------------------------------------------------------------------------+
SAID`;

const NGROK = `cat <<'SAID'
{"lvl":"info","msg":"starting web service","obj":"web","addr":"127.0.0.1:4040","t":"2026-01-02T15:04:05Z"}
{"lvl":"info","msg":"started tunnel","obj":"tunnels","name":"command_line","addr":"http://127.0.0.1:4800","url":"https://1a2b.ngrok-free.app","t":"2026-01-02T15:04:06Z"}
SAID`;

test('says what to install when no program is there', async () => {
  await expect(open({ environment: { PATH: '/nowhere' } })).rejects.toThrow(
    /^--tunnel finds no cloudflared or ngrok on the PATH: install cloudflared from https:.*, or ngrok from https:/,
  );
});

test.each([
  ['cloudflared', QUICK_TUNNEL, 'https://four-random-words-here.trycloudflare.com', '--url http://127.0.0.1:4800'],
  ['ngrok', NGROK, 'https://1a2b.ngrok-free.app', 'http http://127.0.0.1:4800'],
] as const)('%s opens a tunnel to the port, and ends with it', async (program, says, url, words) => {
  const file = install(program, says);
  const tunnel = await open({ program });
  expect(tunnel).toMatchObject({ program, url });
  expect(readFileSync(`${file}.words`, 'utf8')).toContain(words);
  tunnel.close();
  for (let tries = 0; tries < 100 && !existsSync(`${file}.ended`); tries++) await wait(50);
  expect(existsSync(`${file}.ended`)).toBe(true);
});

test('a program that does not come up says why', async () => {
  install('ngrok', 'echo "authentication failed: no authtoken" >&2', 'exit 1');
  await expect(open({ program: 'ngrok' })).rejects.toThrow(
    'ngrok ended with 1 and said authentication failed: no authtoken',
  );
  install('ngrok', 'echo connecting');
  await expect(open({ program: 'ngrok', patienceMs: 300 })).rejects.toThrow(/named no public URL in time.*connecting/);
});

test('whoever watches hears of a tunnel that breaks', async () => {
  install('cloudflared', QUICK_TUNNEL, 'sleep 0.2; exit 1');
  const sentence = await new Promise((onEnd) => void open({ program: 'cloudflared', onEnd }));
  expect(sentence).toBe('cloudflared has ended: nothing comes from the internet any more');
});
