import type { WebhookEvent } from '../../core/event.ts';

/** So many characters in a row are no id and no amount any more, but a piece of the body. */
const SHORTEST_PIECE = 40;
/** Any such piece holds a whole step. */
const STEP = SHORTEST_PIECE / 2;

/** Of what is longer a line has room for the beginning only. */
const LONGEST_TEXT = 5000;
/** What is shorter may be a word, even if it is the whole body. */
const SHORTEST_BODY = 12;

/**
 * Makes what takes the pieces of an event's body out of a text: a processor may put all of what it got into a line of its
 * log, or into an error, which goes to the log, the ledger and the dead-letter queue. Ids and amounts stay, since they help.
 */
export function bodyFilter({ data, rawBody }: Pick<WebhookEvent, 'data' | 'rawBody'>): (text: string) => string {
  let bodies: readonly string[] | undefined;
  return (text) => {
    if (text.length < SHORTEST_BODY) return text;
    bodies ??= [...new Set([rawBody.toString(), typeof data === 'string' ? data : (JSON.stringify(data) ?? '')])];
    return bodies.reduce(without, text.slice(0, LONGEST_TEXT));
  };
}

function without(text: string, body: string): string {
  if (text === body) return '[body]';
  for (let start = 0; start + STEP <= text.length; start += STEP) {
    const at = body.indexOf(text.slice(start, start + STEP));
    if (at === -1) continue;
    const [from, to] = piece(text, start, body, at);
    if (to - from >= SHORTEST_PIECE) return `${text.slice(0, from)}[body]${without(text.slice(to), body)}`;
  }
  return text;
}

/** How far text and body are the same, around a place that they have in common. */
function piece(text: string, start: number, body: string, at: number): readonly [from: number, to: number] {
  let from = start;
  let to = start + STEP;
  while (from > 0 && text[from - 1] === body[at - start + from - 1]) from--;
  while (to < text.length && text[to] === body[at - start + to]) to++;
  return [from, to];
}
