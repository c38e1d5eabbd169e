/** Tells whether an event type fits a pattern, in which `*` stands for any text: `payment_intent.*`, `orders/*`, `*`. */
export function matchesType(pattern: string, type: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  if (rest.length === 0) return type === pattern;
  if (!type.startsWith(first)) return false;
  const last = rest.pop() ?? '';
  let from = first.length;
  for (const piece of rest) {
    const found = type.indexOf(piece, from);
    if (found === -1) return false;
    from = found + piece.length;
  }
  return type.length >= from + last.length && type.endsWith(last);
}
