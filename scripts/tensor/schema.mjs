/**
 * Reads an operator's schema as native_functions.yaml writes it:
 * `sum.dim_IntList(Tensor self, int[1]? dim, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor`.
 * @param {string} text
 */
export function parseSchema(text) {
  const match = /^(\w+)(?:\.(\w+))?\((.*)\) -> (.*)$/.exec(text);
  if (!match) throw new Error(`not a schema: ${text}`);
  const [, name, overload = "", parameters, results] = match;
  let keywordOnly = false;
  const args = [];
  for (const part of splitAtCommas(parameters)) {
    if (part === "*") keywordOnly = true;
    else args.push({ ...parseArgument(part), keywordOnly });
  }
  return { text, name, overload, args, returns: parseReturns(results) };
}

function parseArgument(part) {
  const match = /^(\w+(?:\([^)]*\))?\S*) (\w+)(?:=(.*))?$/.exec(part);
  if (!match) throw new Error(`not an argument: ${part}`);
  const [, annotated, name, defaultValue] = match;
  return { ...parseType(annotated), name, default: defaultValue };
}

function parseReturns(text) {
  const inner = /^\((.*)\)$/.exec(text)?.[1] ?? text;
  return splitAtCommas(inner).map((part) => {
    const name = / (\w+)$/.exec(part)?.[1];
    return { ...parseType(name ? part.slice(0, -name.length - 1) : part), name };
  });
}

/** `Tensor(a!)` is a Tensor that is written to under the alias a. */
function parseType(annotated) {
  const match = /^(\w+)(?:\((\w+)(!?)[^)]*\))?(.*)$/.exec(annotated);
  if (!match) throw new Error(`not a type: ${annotated}`);
  const [, base, alias, written, suffix] = match;
  return { type: base + suffix, alias, written: written === "!" };
}

/** Commas inside brackets and quotes do not separate. */
function splitAtCommas(text) {
  const parts = [];
  let depth = 0;
  let quoted = false;
  let part = "";
  for (const character of text) {
    if (character === '"' || character === "'") quoted = !quoted;
    if (!quoted && "([".includes(character)) depth++;
    if (!quoted && ")]".includes(character)) depth--;
    if (character === "," && depth === 0 && !quoted) {
      parts.push(part.trim());
      part = "";
    } else {
      part += character;
    }
  }
  if (part.trim()) parts.push(part.trim());
  return parts;
}
