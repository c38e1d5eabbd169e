/** Control characters, but for the sequences that `picocolors` makes. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not get to a terminal
const UNPRINTABLE = /(\u001b\[\d{1,3}m)|[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g;

/** A text as one line that does nothing to a terminal: what others send may hold commands to it. */
export const printable = (text: string) => text.replace(UNPRINTABLE, (_, color?: string) => color ?? '�');
