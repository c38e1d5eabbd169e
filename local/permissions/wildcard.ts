/** What a pattern of a policy matches, where `*` stands for any text and `?` for one character. */
export type Matcher = (text: string) => boolean;

/** Makes a matcher of one pattern. Case counts, except where the caller says otherwise. */
export function wildcard(pattern: string, flags: '' | 'i' = ''): Matcher {
  if (pattern === '*') return () => true;
  const expression = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  const compiled = new RegExp(`^${expression}$`, `s${flags}`);
  return (text) => compiled.test(text);
}
