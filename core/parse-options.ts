/** What the parts of a configuration are checked with. A problem is noted, and the check goes on to find the others. */

/** The value as an object from names to values, or `undefined` when it is none. */
export function asRecord(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined;
}

/** Notes every key that nothing is known of. */
export function refuseUnknown(at: string, unknown: object, allowed: readonly string[], problems: string[]): void {
  for (const key of Object.keys(unknown)) problems.push(`${at}: "${key}" is unknown; allowed: ${allowed.join(', ')}`);
}

/** The whole number, or `undefined` when there is none, or (which is noted) when it is none of the allowed ones. */
export function wholeNumber(
  at: string,
  key: string,
  value: unknown,
  [least, most]: readonly [number, number],
  problems: string[],
): number | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most) return value;
  problems.push(`${at}: "${key}" is ${JSON.stringify(value)}; allowed: whole numbers from ${least} to ${most}`);
  return undefined;
}

/** The word, or `undefined` when there is none, or (which is noted) when it is none of the allowed ones. */
export function oneOf<Word extends string>(
  at: string,
  key: string,
  value: unknown,
  allowed: readonly Word[],
  problems: string[],
): Word | undefined {
  const word = allowed.find((each) => each === value);
  if (value !== undefined && word === undefined)
    problems.push(`${at}: "${key}" is ${JSON.stringify(value)}; allowed: ${allowed.join(', ')}`);
  return word;
}

/** The flag, false when it is absent; another value is noted. */
export function flag(at: string, key: string, value: unknown, problems: string[]): boolean {
  if (value !== undefined && typeof value !== 'boolean')
    problems.push(`${at}: "${key}" is ${JSON.stringify(value)}; allowed: true, false`);
  return value === true;
}
