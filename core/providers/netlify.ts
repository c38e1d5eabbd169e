import { createHash } from 'node:crypto';
import { at } from '../field.ts';
import { jwtScheme } from '../signatures/jwt-scheme.ts';
import type { Provider } from './provider.ts';

export const netlify: Provider = {
  id: 'netlify',
  name: 'Netlify',
  scheme: jwtScheme({
    summary: "with the body's SHA-256",
    header: 'X-Webhook-Signature',
    algorithm: 'HS256',
    binds: ({ iss, sha256 }, { body }) => iss === ISSUER && sha256 === digest(body),
    claims: ({ body }) => ({ iss: ISSUER, sha256: digest(body) }),
  }),
  content: 'json',
  event: {
    // A deploy is told of once for each of its states.
    id: ({ json }) => nameOf(json),
    type: ['header.X-Netlify-Event', 'body.state'],
    time: 'body.updated_at',
    subject: 'body.site_id',
  },
  docs: 'https://docs.netlify.com/deploy/deploy-notifications/',
};

const ISSUER = 'netlify';
const digest = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

function nameOf(json: unknown): string | undefined {
  const id = at(json, 'id');
  const state = at(json, 'state');
  return typeof id === 'string' && typeof state === 'string' ? `${id}.${state}` : undefined;
}
