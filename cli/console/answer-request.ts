import type { IncomingMessage, ServerResponse } from 'node:http';
import { CommanderError, InvalidArgumentError } from 'commander';
import { parseJson } from '../../core/content.ts';
import { CliError, wrongUse } from '../cli-error.ts';
import type { Asset } from './assets.ts';
import { cookieName, judge } from './guard.ts';
import { LOCKED_HTML, PAGE_HTML, SAFE_HEADERS } from './html.ts';
import { streamChanges } from './live.ts';
import type { Asked, ConsoleContext } from './route.ts';
import { ROUTES } from './routes/index.ts';

export interface AnswerParts {
  readonly token: string;
  readonly context: ConsoleContext;
  readonly assets: () => Promise<ReadonlyMap<string, Asset>>;
}

const HTML = { 'content-type': 'text/html; charset=utf-8' };
const API = '/console/api/';

/** Whether a path belongs to the console. */
export const isConsolePath = (path: string) => path === '/' || path.startsWith('/console/');

/** Answers a request for the console. Returns false, and answers nothing, where there is no console for whoever asks. */
export function answerRequest(request: IncomingMessage, response: ServerResponse, parts: AnswerParts): boolean {
  const { method = 'GET', url = '/', headers, socket } = request;
  const port = socket.localPort ?? 0;
  if (!isConsolePath(pathOf(url))) return false;
  switch (judge({ method, url, headers, port }, parts.token)) {
    case 'not-here':
      return false;
    case 'foreign':
      send(response, 403, { error: 'the console answers its own page only' });
      return true;
    case 'no-token':
      if (pathOf(url) === '/') response.writeHead(401, { ...SAFE_HEADERS, ...HTML }).end(LOCKED_HTML);
      else
        send(response, 401, {
          error: 'open the link that breakwater has printed: this one has no token, or an old one',
        });
      return true;
    case 'enter':
      enter(response, port, parts.token);
      return true;
    case 'let-in':
      answerOwn(request, response, parts).catch((error) => fail(response, error));
      return true;
  }
}

/** Takes the token out of the address, so that it is in no history, and into a cookie. */
function enter(response: ServerResponse, port: number, token: string): void {
  const cookie = `${cookieName(port)}=${token}; Path=/; HttpOnly; SameSite=Strict`;
  response.writeHead(303, { ...SAFE_HEADERS, location: '/', 'set-cookie': cookie }).end();
}

async function answerOwn(request: IncomingMessage, response: ServerResponse, parts: AnswerParts): Promise<void> {
  const { method = 'GET', url = '/' } = request;
  const { pathname, searchParams: query } = new URL(url, 'http://localhost');
  if (method === 'GET' && pathname === '/') {
    response.writeHead(200, { ...SAFE_HEADERS, ...HTML }).end(PAGE_HTML);
    return;
  }
  if (method === 'GET' && pathname === '/console/live') return streamChanges(response, parts.context);
  const asset = method === 'GET' ? (await parts.assets()).get(pathname) : undefined;
  if (asset) {
    response.writeHead(200, { ...SAFE_HEADERS, 'content-type': asset.contentType }).end(asset.content);
    return;
  }
  const route = ROUTES.find((each) => each.method === method && API + each.path === pathname);
  if (!route) return send(response, 404, { error: `there is no ${method} ${pathname}` });
  const asked: Asked = { query, body: method === 'POST' ? await readObject(request) : {} };
  send(response, 200, await route.answer(asked, parts.context));
}

const pathOf = (url: string) => url.split('?')[0] ?? '/';

function send(response: ServerResponse, status: number, value: unknown): void {
  const body = JSON.stringify(value);
  response.writeHead(status, { ...SAFE_HEADERS, 'content-type': 'application/json; charset=utf-8' }).end(body);
}

function fail(response: ServerResponse, error: unknown): void {
  if (response.headersSent) return void response.destroy();
  const isExpected = error instanceof CliError || error instanceof CommanderError;
  const { message, name } = error instanceof Error ? error : new Error(String(error));
  const sentence = error instanceof InvalidArgumentError ? `that is not allowed. ${message}` : message || name;
  send(response, isExpected ? 409 : 500, { error: sentence });
}

/** A payload that is pasted into the page may be as large as a provider's. */
const LARGEST = 8_000_000;

async function readObject(request: IncomingMessage): Promise<Asked['body']> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes > LARGEST) throw wrongUse('that is too large');
    chunks.push(chunk);
  }
  const value = parseJson(Buffer.concat(chunks).toString() || '{}');
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrongUse('a JSON object was expected');
  return { ...value };
}
