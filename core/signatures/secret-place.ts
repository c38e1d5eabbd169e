import { decodeUtf8, parseJson } from '../content.ts';
import type { Delivery } from '../delivery.ts';
import { at } from '../field.ts';
import type { RefusalCause } from '../verdict.ts';

/** A place in which a sender that signs nothing hands over the secret itself. */
export interface SecretPlace {
  /** For people, after the words "the secret itself": `in X-Api-Key`. */
  readonly says: string;
  /** What lies there, or why that cannot be the secret. */
  readonly read: (delivery: Delivery) => Buffer | RefusalCause;
  /** The delivery with the secret there. */
  readonly write: (delivery: Delivery, secret: string) => Delivery;
  /** Whether a secret can stand there as it is. */
  readonly fits: (secret: string) => boolean;
}

/** `Authorization: Basic …`, which is also what becomes of `https://user:password@…`; the secret is `user:password`. */
export const asBasicAuth: SecretPlace = {
  says: 'as HTTP basic authentication ("user:password")',
  read({ headers: { authorization } }) {
    if (!authorization) return 'missing-signature';
    const encoded = /^basic +(\S+)$/i.exec(authorization)?.[1] ?? '';
    const credential = Buffer.from(encoded, 'base64');
    const isWellFormed = credential.toString('base64') === encoded && credential.includes(':');
    return isWellFormed ? credential : 'malformed-signature';
  },
  write: (delivery, secret) => withHeader(delivery, 'authorization', `Basic ${Buffer.from(secret).toString('base64')}`),
  // Half a credential would refuse every request without a word.
  fits: (secret) => secret.includes(':'),
};

/** `Authorization: Bearer …`. */
export const asBearerToken: SecretPlace = {
  says: 'as a bearer token in Authorization',
  read({ headers: { authorization } }) {
    if (!authorization) return 'missing-signature';
    const token = /^bearer +(\S+)$/i.exec(authorization)?.[1];
    return token === undefined ? 'malformed-signature' : Buffer.from(token);
  },
  write: (delivery, secret) => withHeader(delivery, 'authorization', `Bearer ${secret}`),
  fits: (secret) => !/\s/.test(secret),
};

/**
 * A header that holds the secret and nothing else.
 * @throws {Error} when the header has no name
 */
export function inHeader(header: string): SecretPlace {
  if (!header) throw new Error(`"header" is ${JSON.stringify(header)}; it has to name a header`);
  const name = header.toLowerCase();
  return {
    says: `in ${header}`,
    read: ({ headers }) => (headers[name] ? Buffer.from(headers[name]) : 'missing-signature'),
    write: (delivery, secret) => withHeader(delivery, name, secret),
    fits: () => true,
  };
}

/**
 * A parameter of the URL that the sender was given. A secret has to be written with letters, digits and `-._~` only:
 * senders and gateways disagree about how `+`, `/` and `=` are escaped.
 * @throws {Error} when the parameter has no name
 */
export function inQuery(parameter: string): SecretPlace {
  if (!/^[\w.~-]+$/.test(parameter))
    throw new Error(`"parameter" is ${JSON.stringify(parameter)}; it has to name a parameter, such as "secret"`);
  return {
    says: `in the URL, as ?${parameter}=…`,
    read({ url }) {
      if (url.length > LONGEST_URL) return 'malformed-signature';
      const [value, ...others] = URL.parse(url)?.searchParams.getAll(parameter) ?? [];
      if (!value) return 'missing-signature';
      return others.length === 0 ? Buffer.from(value) : 'malformed-signature';
    },
    write: (delivery, secret) => ({
      ...delivery,
      url: `${delivery.url}${delivery.url.includes('?') ? '&' : '?'}${parameter}=${encodeURIComponent(secret)}`,
    }),
    fits: (secret) => /^[\w.~-]+$/.test(secret),
  };
}

/**
 * A member of the JSON that the body is, or that one of its form fields holds. Events then carry the secret to whoever
 * reads them.
 */
export function inJson(name: string, field?: string): SecretPlace {
  return {
    says: `in the body, as ${name}`,
    read({ body }) {
      const text = decodeUtf8(body) ?? '';
      const value = at(parseJson(field ? (new URLSearchParams(text).get(field) ?? '') : text), name);
      if (value === undefined || value === '') return 'missing-signature';
      return typeof value === 'string' ? Buffer.from(value) : 'malformed-signature';
    },
    write(delivery, secret) {
      const form = field ? new URLSearchParams(delivery.body.toString()) : undefined;
      const json = parseJson(form ? (form.get(field ?? '') ?? '') : delivery.body.toString());
      const text = JSON.stringify({ ...(typeof json === 'object' && json), [name]: secret });
      form?.set(field ?? '', text);
      return { ...delivery, body: Buffer.from(form?.toString() ?? text) };
    },
    fits: () => true,
  };
}

/** More than API Gateway takes for the line of the request and all headers together. */
const LONGEST_URL = 12_000;

const withHeader = (delivery: Delivery, name: string, value: string): Delivery => ({
  ...delivery,
  headers: { ...delivery.headers, [name]: value },
});
