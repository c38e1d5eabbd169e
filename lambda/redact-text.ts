/** A longer text is no message any more. */
const LONGEST_TEXT = 1000;

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not get into a line
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g;

/** A text as one line that no reader of logs can take for several, or for commands to a terminal. */
export const oneLine = (text: string) => {
  const line = text.replace(CONTROL, ' ');
  return line.length > LONGEST_TEXT ? `${line.slice(0, LONGEST_TEXT - 1)}…` : line;
};

/** What messages of engines, clients and libraries are known to repeat, and what is left of it. */
const REPEATED: readonly (readonly [pattern: RegExp, left: string])[] = [
  // V8 quotes what it could not parse, which may be a body.
  [/(?:\.\.\.)?".*"(?:\.\.\.)? is not valid JSON/gs, 'what was given is not valid JSON'],
  // undici and node:http quote a header that they do not send.
  [/(Headers\.\w+: |header value )"[^"]*"/gi, '$1"…"'],
  // Some senders hand over their secret in the URL, be it as a user or as a parameter.
  [/(\w+:\/\/)[^\s/@"']+@/g, '$1…@'],
  [/(\w+:\/\/[^\s?"'<>]*)\?[^\s"'<>]*/g, '$1?…'],
  [/\b(Bearer|Basic|Digest|Negotiate) +[\w.~+/=-]{8,}/gi, '$1 …'],
];

/** The message of an error without what it may repeat of a request: JSON, headers, and the secrets in addresses. */
export const redactText = (text: string) =>
  oneLine(REPEATED.reduce((redacted, [pattern, left]) => redacted.replace(pattern, left), text));
