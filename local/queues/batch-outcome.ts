/**
 * Which messages of a batch a function has not done; `'all'` when it answers with anything that is not documented.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
 */
export function failedMessages(payload: string, batch: readonly string[]): ReadonlySet<string> | 'all' {
  const response = parse(payload);
  if (response === undefined) return 'all';
  if (response === null) return new Set();
  const failures = typeof response === 'object' ? Reflect.get(response, 'batchItemFailures') : undefined;
  if (failures === undefined || failures === null) return new Set();
  if (!Array.isArray(failures)) return 'all';
  const ids = failures.map((failure: unknown) =>
    typeof failure === 'object' && failure !== null ? Reflect.get(failure, 'itemIdentifier') : undefined,
  );
  return ids.every((id) => typeof id === 'string' && batch.includes(id)) ? new Set(ids) : 'all';
}

function parse(payload: string): unknown {
  try {
    return payload === '' ? null : JSON.parse(payload);
  } catch {
    return undefined;
  }
}
