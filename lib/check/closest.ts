/** The candidate that a misspelt `word` most likely means, if one is near enough. */
export function closest(word: string, candidates: readonly string[]): string | undefined {
  // Long words come from files; comparing them letter by letter would be quadratic.
  if (word.length > 64) return undefined;
  const tolerance = Math.max(1, Math.floor(word.length * 0.4));
  let best: { readonly candidate: string; readonly edits: number } | undefined;
  for (const candidate of candidates) {
    const edits = editDistance(word.toLowerCase(), candidate.toLowerCase());
    if (edits <= tolerance && (best === undefined || edits < best.edits))
      best = { candidate, edits };
  }
  return best?.candidate;
}

/** Levenshtein's distance: insertions, deletions and replacements that turn `a` into `b`. */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const replaced = (previous[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      const removed = (previous[column] ?? 0) + 1;
      const added = (current[column - 1] ?? 0) + 1;
      current.push(Math.min(replaced, removed, added));
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
}
