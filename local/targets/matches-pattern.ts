/** What an event pattern says of one field. */
type Wanted = Readonly<Record<string, unknown>> | readonly unknown[];

/**
 * Whether an event fits a pattern of a rule: lists of texts that a field may be, and of `{ prefix }`; all else counts as not
 * fitting. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html
 */
export function matchesPattern(pattern: unknown, event: unknown): boolean {
  return Object.entries(Object(pattern)).every(([name, wanted]) => {
    const value: unknown = Object(event)[name];
    return Array.isArray(wanted) ? wanted.some((one) => fits(one, value)) : matchesPattern(wanted as Wanted, value);
  });
}

function fits(wanted: unknown, value: unknown): boolean {
  const prefix: unknown = Object(wanted).prefix;
  return wanted === value || (typeof prefix === 'string' && typeof value === 'string' && value.startsWith(prefix));
}
