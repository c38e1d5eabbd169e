/** Ways in which languages write JSON, by hand: the doctor's own are not asked. */

type Write = (value: unknown) => string;

function writer(comma: string, colon: string, text: (quoted: string) => string, sorted = false): Write {
  const write: Write = (value) => {
    if (Array.isArray(value)) return `[${value.map(write).join(comma)}]`;
    if (typeof value === 'string') return text(JSON.stringify(value));
    if (typeof value !== 'object' || value === null) return JSON.stringify(value);
    const entries = Object.entries(value);
    if (sorted) entries.sort((a, b) => Buffer.compare(Buffer.from(a[0]), Buffer.from(b[0])));
    return `{${entries.map(([name, each]) => text(JSON.stringify(name)) + colon + write(each)).join(comma)}}`;
  };
  return write;
}

function unicode(quoted: string): string {
  let written = '';
  for (let at = 0; at < quoted.length; at++) {
    const unit = quoted.charCodeAt(at);
    written += unit < 127 ? quoted[at] : `\\u${(unit + 0x10000).toString(16).slice(1)}`;
  }
  return written;
}

/** `json.dumps(value)`: spaces, and ASCII only. */
export const writeAsPython: Write = writer(', ', ': ', unicode);

/** `json_encode($value)`: ASCII only, with slashes escaped. */
export const writeAsPhp: Write = writer(',', ':', (quoted) => unicode(quoted).split('/').join('\\/'));

/** `json.Marshal(map)`: sorted keys, and HTML escaped. */
export const writeAsGo: Write = writer(
  ',',
  ':',
  (quoted) => quoted.split('<').join('\\u003c').split('>').join('\\u003e').split('&').join('\\u0026'),
  true,
);
