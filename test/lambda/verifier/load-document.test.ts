import type { RequestListener } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { loadDocument } from '../../../lambda/verifier/load-document.ts';
import { makeCertificate } from '../../core/signatures/make-certificate.ts';

const DAY_MS = 86_400_000;
const certificate = makeCertificate({
  name: 'localhost',
  from: Date.now() - DAY_MS,
  to: Date.now() + DAY_MS,
  isAuthority: true,
});
const servers: Server[] = [];
const trusted = getCACertificates();

beforeAll(() => setDefaultCACertificates([...trusted, certificate.pem]));
afterAll(() => {
  setDefaultCACertificates(trusted);
  for (const server of servers) server.close().closeAllConnections();
});

/** A server of https on a free port, and its address. */
async function serve(answer: RequestListener): Promise<string> {
  const key = certificate.privateKey.export({ type: 'pkcs8', format: 'pem' });
  const server = createServer({ key, cert: certificate.pem }, answer);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, resolve));
  return `https://localhost:${(server.address() as AddressInfo).port}`;
}

test('loads what is there, with the method, the headers and the body that were asked for', async () => {
  const url = await serve(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString();
    response.end(`${request.method} ${request.url} ${request.headers['x-id']} ${body}`);
  });
  expect(await loadDocument({ url: `${url}/key` })).toEqual({ status: 200, text: 'GET /key undefined ' });
  const post = { url: `${url}/key`, method: 'POST', headers: { 'x-id': '7' }, body: '{"é":1}' } as const;
  expect(await loadDocument(post)).toEqual({ status: 200, text: 'POST /key 7 {"é":1}' });
});

test('says that there is no such document, and does not follow to another address', async () => {
  const url = await serve(({ url: path }, response) => {
    response.writeHead(path === '/moved' ? 302 : 404, { location: '/elsewhere' }).end();
  });
  expect((await loadDocument({ url: `${url}/none` })).status).toBe(404);
  expect((await loadDocument({ url: `${url}/moved` })).status).toBe(302);
});

test.each([429, 500, 503])('throws when the server cannot answer now: %s', async (status) => {
  const url = await serve((_, response) => response.writeHead(status).end());
  await expect(loadDocument({ url })).rejects.toThrow(`answered ${status}`);
});

test('throws when the document is larger than any list of keys, without reading all of it', async () => {
  let written = 0;
  const url = await serve((_, response) => {
    const more = () => {
      while (!response.destroyed && response.write(Buffer.alloc(10_000))) written += 10_000;
      if (!response.destroyed) response.once('drain', more);
    };
    more();
  });
  await expect(loadDocument({ url })).rejects.toThrow('too large');
  expect(written).toBeLessThan(100_000_000);
});

test('loads nothing that is not https, and nothing from a server that nobody vouches for', async () => {
  await expect(loadDocument({ url: 'http://localhost/' })).rejects.toThrow('only https');
  await expect(loadDocument({ url: 'file:///etc/passwd' })).rejects.toThrow('only https');
  const url = await serve((_, response) => response.end('forged'));
  setDefaultCACertificates(trusted);
  const { port } = new URL(url);
  await expect(loadDocument({ url: `https://127.0.0.1:${port}` })).rejects.toThrow();
});

test('gives up on a server that never answers', async () => {
  const url = await serve(() => undefined);
  setDefaultCACertificates([...trusted, certificate.pem]);
  await expect(loadDocument({ url })).rejects.toThrow(/abort|timeout/i);
});
