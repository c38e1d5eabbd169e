/** An attribute of the envelope itself: inside of a string every quote is escaped, and the body comes last. */
const REPLAY = /,"replay":"(?:[^"\\]|\\.)*"/;
const BODY = /,"data(?:_base64|ref)?":/;

/**
 * The text of an envelope as the replay of this name, its body untouched. Whoever claims the event runs it for each name
 * once, however often the message comes.
 */
export function asReplay(envelope: string, replay: string): string {
  const start = envelope.search(BODY);
  if (start < 0) throw new SyntaxError('the envelope holds no body');
  const attributes = envelope.slice(0, start).replace(REPLAY, '');
  return `${attributes},"replay":${JSON.stringify(replay)}${envelope.slice(start)}`;
}
