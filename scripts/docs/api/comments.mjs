// Docstrings, taken apart.

/**
 * @typedef {object} Comment
 * @property {string} text Markdown: what stands before the first tag
 * @property {readonly { name: string, text: string }[]} params
 * @property {string} returns
 * @property {readonly string[]} throws
 * @property {readonly string[]} examples
 * @property {boolean} internal
 */

const tag = /(?:^|\s)@(param|returns|throws|example|internal)\b[ \t]*/;

/**
 * The docstring right before a declaration.
 * @param {import("ts-morph").Node} node
 * @returns {Comment | undefined}
 */
export function commentOf(node) {
  const range = node
    .getLeadingCommentRanges()
    .filter((each) => each.getText().startsWith("/**"))
    .at(-1);
  return range && parseComment(range.getText());
}

/** @returns {Comment} */
export function parseComment(source) {
  const body = source.replace(/^\/\*\*|\*\/$/g, "").replace(/^[ \t]*\* ?/gm, "");
  const [text, ...parts] = body.split(tag);
  const comment = { text: text.trim(), params: [], returns: "", throws: [], examples: [] };
  let internal = false;
  for (let at = 0; at < parts.length; at += 2) {
    const value = parts[at + 1].trim();
    if (parts[at] === "param") comment.params.push(paramOf(value));
    if (parts[at] === "returns") comment.returns = value;
    if (parts[at] === "throws") comment.throws.push(linkedError(value));
    if (parts[at] === "example") comment.examples.push(value);
    if (parts[at] === "internal") internal = true;
  }
  return { ...comment, internal };
}

/** `{InputError} for …` and `InputError for …` alike. */
function linkedError(text) {
  return text.replace(/^(?:\{(\w+)\}|((?:\w+Error|NotMeasured)\b))/, "{@link $1$2}");
}

function paramOf(value) {
  const [, name, text] = value.match(/^(\S+)\s*([\s\S]*)$/) ?? [];
  if (!name) throw new Error(`@param without a name: ${value}`);
  return { name, text };
}
