import type { BuildFailure } from 'esbuild';

/** What esbuild found wrong, a sentence each, or `undefined` when the error is none of esbuild's. */
export function buildProblems(error: unknown): string[] | undefined {
  if (!isBuildFailure(error)) return undefined;
  return error.errors.map(({ location, text }) =>
    location ? `${location.file}:${location.line}:${location.column + 1}: ${text}` : text,
  );
}

const isBuildFailure = (error: unknown): error is BuildFailure =>
  typeof error === 'object' && error !== null && 'errors' in error && Array.isArray(error.errors);
