import { parseJson } from '../../core/content.ts';

/** A program that makes a port of this machine public. */
export interface TunnelProgram {
  readonly name: 'cloudflared' | 'ngrok';
  /** What it is started with. */
  readonly words: (port: number) => readonly string[];
  /** The public URL, if a line of what it says names it. */
  readonly urlIn: (line: string) => string | undefined;
  readonly install: string;
}

/** Those that can be used, the first that is installed by default. */
export const TUNNEL_PROGRAMS: readonly TunnelProgram[] = [
  {
    name: 'cloudflared',
    words: (port) => ['tunnel', '--no-autoupdate', '--url', `http://127.0.0.1:${port}`],
    // A quick tunnel's URL stands in a box of the log on stderr:
    // https://github.com/cloudflare/cloudflared/blob/master/cmd/cloudflared/tunnel/quick_tunnel.go
    urlIn: (line) => /\|\s+(https:\/\/[a-z0-9-]+\.trycloudflare\.com)\s/.exec(line)?.[1],
    install: 'https://developers.cloudflare.com/cloudflare-one/connections/connect-networks/downloads/',
  },
  {
    name: 'ngrok',
    words: (port) => ['http', `http://127.0.0.1:${port}`, '--log', 'stdout', '--log-format', 'json'],
    // One object a line, one of them {"msg":"started tunnel","url":"https://…"}: https://ngrok.com/docs/agent/cli/#ngrok-http
    urlIn(line) {
      const { msg, url } = Object(parseJson(line));
      return msg === 'started tunnel' && typeof url === 'string' && url.startsWith('https://') ? url : undefined;
    },
    install: 'https://ngrok.com/download (and once: ngrok config add-authtoken TOKEN)',
  },
];
