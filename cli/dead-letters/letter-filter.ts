import { matchesType } from '../../core/routing.ts';
import type { Letter } from './letter.ts';

/** Which dead letters are wanted: those that fit everything that is said. */
export interface LetterFilter {
  /** The event contains it, in its body or anything that is known of it; `*` stands for any text. */
  readonly match?: string | undefined;
  /** The event's type; `*` stands for any text. */
  readonly type?: string | undefined;
  readonly source?: string | undefined;
  readonly tenant?: string | undefined;
  /** The error contains it; `*` stands for any text. */
  readonly error?: string | undefined;
  /** It came to the dead-letter queue at this moment or later, RFC 3339. */
  readonly since?: string | undefined;
  /** Ids of events, or what SQS calls the messages; none means all. */
  readonly ids: readonly string[];
}

/**
 * Whether a dead letter is wanted. A message that is none of ours is wanted only by its name, since nobody can tell what
 * it would do.
 * @param text - the message's body
 */
export function isWanted(
  letter: Letter,
  text: string,
  { match, type, source, tenant, error, since, ids }: LetterFilter,
): boolean {
  const { facts, messageId } = letter;
  const isNamed = ids.includes(messageId) || (facts !== undefined && ids.includes(facts.id));
  if (!facts) return isNamed;
  if (ids.length > 0 && !isNamed) return false;
  return (
    (type === undefined || matchesType(type, facts.type)) &&
    (source === undefined || facts.source === source) &&
    (tenant === undefined || facts.tenant === tenant) &&
    (error === undefined || contains(letter.error, error)) &&
    (since === undefined || letter.at >= Date.parse(since)) &&
    (match === undefined || contains(letter.error, match) || contains(text, match) || contains(decoded(text), match))
  );
}

const contains = (text: string, pattern: string) => matchesType(`*${pattern}*`, text);

/** The body of an event that is not text is in base64. */
function decoded(text: string): string {
  const [, base64 = ''] = /,"data_base64":"([^"]*)"\}$/.exec(text) ?? [];
  return Buffer.from(base64, 'base64').toString();
}
