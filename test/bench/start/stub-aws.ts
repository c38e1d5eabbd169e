import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

/** AWS as far as a verifier needs it, over TLS on loopback: it takes everything, at once. */
export interface StubAws {
  readonly url: string;
  /** The file with the certificate to trust. */
  readonly certificate: string;
  readonly close: () => void;
}

/** Starts it. It needs OpenSSL on the machine, for the certificate. */
export async function startStubAws(folder: string, secret: string): Promise<StubAws> {
  const { certificate, key } = makeCertificate(folder);
  const answers: Readonly<Record<string, (body: string) => object>> = {
    GetSecretValue: () => ({ SecretString: secret, Name: 'Webhooks/stripe' }),
    // The SDK compares the digest with what it sent.
    SendMessage: (body) => ({ MessageId: 'message', MD5OfMessageBody: md5(JSON.parse(body).MessageBody) }),
  };
  const server = createServer(
    { cert: readFileSync(certificate), key: readFileSync(key) },
    async (request, response) => {
      const body = await text(request);
      const action = String(request.headers['x-amz-target']).split('.').at(-1) ?? '';
      response.setHeader('content-type', 'application/x-amz-json-1.0');
      response.end(JSON.stringify(answers[action]?.(body) ?? {}));
    },
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `https://127.0.0.1:${port}`, certificate, close };
}

function makeCertificate(folder: string) {
  const [certificate, key] = [join(folder, 'certificate.pem'), join(folder, 'key.pem')];
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=IP:127.0.0.1'];
  const made = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', ...subject];
  execFileSync('openssl', [...made, '-keyout', key, '-out', certificate], { stdio: 'pipe' });
  return { certificate, key };
}

const md5 = (message: string) => createHash('md5').update(message).digest('hex');
