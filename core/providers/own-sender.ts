import type { ContentKind } from '../content.ts';
import { type Field, fieldProblem, placesOf } from '../field.ts';
import { credentialScheme } from '../signatures/credential.ts';
import { hmacScheme } from '../signatures/hmac.ts';
import { HMAC_OPTIONS, type HmacOptions } from '../signatures/hmac-options.ts';
import type { Scheme } from '../signatures/scheme.ts';
import { asBasicAuth, asBearerToken, inHeader, inQuery } from '../signatures/secret-place.ts';
import type { Provider } from './provider.ts';

/** Where the events of a sender of your own say what they are. */
export interface OwnSenderOptions {
  /** What makes an event unique, such as `body.id` or `header.X-Event-Id`. @default - the digest of the body */
  readonly eventId?: Field;
  /** What happened, such as `body.type`. @default - every event has the type `event` */
  readonly eventType?: Field;
  /** When it happened, such as `body.created`. @default - when it was received */
  readonly eventTime?: Field;
  /** Whom or what it is about, such as `body.customer.id`. @default - none */
  readonly subject?: Field;
  /** What its bodies are; a verified request that is something else is answered 400. @default 'any' */
  readonly content?: ContentKind;
}

const CONTENT_KINDS: readonly ContentKind[] = ['json', 'form', 'any'];

/** A sender that signs its requests with an HMAC. */
export const hmac = (options: HmacOptions & OwnSenderOptions): Provider =>
  ownSender('hmac', hmacScheme(options), options, HMAC_OPTIONS);

/** A sender that uses HTTP basic authentication, or calls a URL with `user:password@` in it. The secret is `user:password`. */
export const basicAuth = (options: OwnSenderOptions = {}): Provider =>
  ownSender('basic-auth', credentialScheme(asBasicAuth), options);

/** A sender that hands over the secret as `Authorization: Bearer …`. */
export const bearerToken = (options: OwnSenderOptions = {}): Provider =>
  ownSender('bearer-token', credentialScheme(asBearerToken), options);

/** A sender that hands over the secret in a header of its own. */
export const apiKey = ({ header, ...options }: OwnSenderOptions & { readonly header: string }): Provider =>
  ownSender('api-key', credentialScheme(inHeader(header)), withoutPlace(`header.${header}`, options));

/**
 * A sender that can do nothing but call the URL it was given: register `…/webhooks/NAME?secret=YOUR_SECRET`. Only where
 * it cannot set a header, since URLs end up in the logs of whoever sends and forwards them.
 */
export const querySecret = ({
  parameter = 'secret',
  ...options
}: OwnSenderOptions & {
  /** @default 'secret' */
  readonly parameter?: string;
} = {}): Provider =>
  ownSender('query-secret', credentialScheme(inQuery(parameter)), withoutPlace(`query.${parameter}`, options));

/** Ids and types are logged and kept for weeks: none of them may be the secret. */
function withoutPlace(secretPlace: string, options: OwnSenderOptions): OwnSenderOptions {
  const { eventId, eventType, eventTime, subject } = options;
  for (const place of [eventId, eventType, eventTime, subject].flatMap(placesOf))
    if (typeof place === 'string' && place.toLowerCase() === secretPlace.toLowerCase())
      throw new Error(`"${place}" holds the secret, which must not become part of an event: choose another place`);
  return options;
}

function ownSender(
  id: string,
  scheme: Scheme,
  options: OwnSenderOptions,
  schemeOptions: readonly string[] = [],
): Provider {
  const { eventId, eventType, eventTime, subject, content = 'any', ...rest } = options;
  const fields = { eventId, eventType, eventTime, subject };
  const allowed = [...schemeOptions, ...Object.keys(fields), 'content'];
  const unknown = Object.keys(rest).find((name) => !schemeOptions.includes(name));
  if (unknown) throw new Error(`"${unknown}" is unknown; allowed: ${allowed.join(', ')}`);
  if (!CONTENT_KINDS.includes(content))
    throw new Error(`"content" is ${JSON.stringify(content)}; allowed: ${CONTENT_KINDS.join(', ')}`);
  for (const [name, field] of Object.entries(fields)) {
    const problem = fieldProblem(field);
    if (problem) throw new Error(`"${name}": ${problem}`);
  }
  const event = Object.entries({ id: eventId, type: eventType, time: eventTime, subject });
  return {
    id,
    name: 'Own sender',
    scheme,
    content,
    event: Object.fromEntries(event.filter(([, field]) => field !== undefined)),
    docs: 'docs/extending.md',
  };
}
