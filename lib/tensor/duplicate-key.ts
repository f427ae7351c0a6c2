const token = /"(?:[^"\\]|\\.)*"|[{}[\]:]/g;

/**
 * The first key that the outermost object of a JSON text has twice; `JSON.parse` keeps the last of them in silence.
 *
 * @param text valid JSON
 */
export function duplicateKey(text: string): string | undefined {
  const seen = new Set<string>();
  let depth = 0;
  let string: string | undefined;
  for (const [found] of text.matchAll(token)) {
    if (found === ":" && depth === 1 && string !== undefined) {
      const key = String(JSON.parse(string));
      if (seen.has(key)) return key;
      seen.add(key);
    }
    if (found === "{" || found === "[") depth++;
    if (found === "}" || found === "]") depth--;
    string = found.startsWith('"') ? found : undefined;
  }
  return undefined;
}
