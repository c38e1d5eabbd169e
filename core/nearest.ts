/** The names that a mistyped one may have meant, the nearest first. */
export function nearest(typed: string, names: readonly string[], most = 5): string[] {
  const distances = names.map((name) => [name, name.includes(typed) ? 0 : distance(typed, name)] as const);
  return distances
    .sort((left, right) => left[1] - right[1])
    .slice(0, most)
    .map(([name]) => name);
}

/** How many letters have to be put in, left out or changed (Levenshtein), texts cut to a length that names have. */
function distance(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (const [above, letter] of [...left.slice(0, 64)].entries()) {
    const next = [above + 1];
    for (const [index, other] of [...right].entries())
      next.push(
        Math.min((row[index] ?? 0) + (letter === other ? 0 : 1), (row[index + 1] ?? 0) + 1, (next[index] ?? 0) + 1),
      );
    row = next;
  }
  return row.at(-1) ?? 0;
}
