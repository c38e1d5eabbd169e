/** Waits for a result, but no longer than so many milliseconds. */
export async function within<Result>(milliseconds: number, result: Promise<Result>): Promise<Result | 'late'> {
  const { promise, resolve } = Promise.withResolvers<'late'>();
  const timer = setTimeout(resolve, milliseconds, 'late');
  try {
    return await Promise.race([result, promise]);
  } finally {
    clearTimeout(timer);
  }
}
