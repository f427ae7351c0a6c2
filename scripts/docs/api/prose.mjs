// Docstrings as Markdown.

/**
 * Markdown of a docstring's text: `{@link NAME}` becomes a link where the name is known.
 * @param {string} text
 * @param {(name: string) => string | undefined} addressOf
 */
export function prose(text, addressOf) {
  const parts = text.split(/(```[\s\S]*?```|`[^`\n]*`)/);
  return parts.map((part, index) => (index % 2 === 1 ? part : withLinks(part, addressOf))).join("");
}

function withLinks(text, addressOf) {
  return text.replace(/<(?=[a-z/!])/gi, "\\<").replace(/\{@link ([^}\s]+)\s*\}/g, (_, name) => {
    const address = addressOf(name);
    return address ? `[\`${name}\`](${address})` : `\`${name}\``;
  });
}

/** The same on one line, for a list or a table's cell. */
export function onOneLine(text) {
  return text.replace(/\s*\n\s*/g, " ").trim();
}

/** Text of a table's cell. */
export function cell(text) {
  return onOneLine(text).replaceAll("|", "\\|");
}

/**
 * A Markdown table; its columns are not in line, since types make them wide.
 * @param {readonly string[]} head
 * @param {readonly (readonly string[])[]} rows
 */
export function plainTable(head, rows) {
  const line = (cells) => `| ${cells.map(cell).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

/** What stands beneath a signature: the docstring's sentences, then its tags. */
export function commentText(comment, addressOf) {
  if (!comment) return [];
  const text = (part) => prose(part, addressOf);
  const { params, returns, throws, examples } = comment;
  return [
    text(comment.text),
    params.map(({ name, text: about }) => `- \`${name}\`: ${onOneLine(text(about))}`).join("\n"),
    returns && `**Returns** ${onOneLine(text(returns))}`,
    ...throws.map((about) => `**Throws** ${onOneLine(text(about))}`),
    ...examples.map((code) => `\`\`\`ts\n${code}\n\`\`\``),
  ].filter(Boolean);
}
