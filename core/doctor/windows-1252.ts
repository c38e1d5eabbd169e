// Where Windows-1252 differs from ISO 8859-1: https://encoding.spec.whatwg.org/index-windows-1252.txt
const FROM_80 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** The bytes of a text in Windows-1252, or `undefined` when it holds other characters. */
export function windows1252Bytes(text: string | undefined): Buffer | undefined {
  if (text === undefined) return undefined;
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    const special = FROM_80.indexOf(character);
    if (special !== -1) bytes.push(0x80 + special);
    else if (code < 0x80 || (code >= 0xa0 && code <= 0xff)) bytes.push(code);
    else return undefined;
  }
  return Buffer.from(bytes);
}

/** The text that bytes in Windows-1252 stand for. */
export const windows1252Text = (bytes: Buffer): string =>
  bytes.toString('latin1').replace(/[\x80-\x9f]/g, (character) => FROM_80[character.charCodeAt(0) - 0x80] ?? character);
