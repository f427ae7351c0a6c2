// The options of a kind as a Markdown table, from the JSON Schema that its values are checked by.

/**
 * A row for every option but `kind`.
 * @param {object} schema JSON Schema of an object, every property with a description
 * @returns {string} empty where there are no options
 */
export function optionsTable({ properties, required = [] }) {
  const rows = Object.entries(properties)
    .filter(([name]) => name !== "kind")
    .map(([name, option]) => [
      `\`${name}\``,
      required.includes(name) ? `${takesText(option)}; required` : takesText(option),
      option.description.replaceAll("|", "\\|"),
    ]);
  return rows.length === 0 ? "" : table(["option", "takes", "meaning"], rows);
}

/**
 * A Markdown table with its columns in line.
 * @param {readonly string[]} head
 * @param {readonly (readonly string[])[]} rows
 * @param {readonly number[]} [right] indices of the columns that are flush right
 */
export function table(head, rows, right = []) {
  const widths = head.map((title, column) =>
    Math.max(3, ...[title, ...rows.map((row) => row[column])].map((cell) => [...cell].length)),
  );
  const line = (cells) => `| ${cells.join(" | ")} |`;
  const padded = (row) =>
    row.map((cell, column) => {
      const blanks = " ".repeat(widths[column] - [...cell].length);
      return right.includes(column) ? blanks + cell : cell + blanks;
    });
  const rule = widths.map((width, column) =>
    right.includes(column) ? `${"-".repeat(width - 1)}:` : "-".repeat(width),
  );
  return [padded(head), rule, ...rows.map(padded)].map(line).join("\n");
}

/** What a JSON Schema lets through, in words: `a number ≥ 0 and < 1`. */
export function takesText(schema) {
  if (schema.$ref === "#") return "a schedule";
  if (schema.oneOf) return "a step rule";
  if (schema.enum || schema.anyOf) return listText(alternatives(schema));
  switch (schema.type) {
    case "null":
      return "null";
    case "boolean":
      return "true or false";
    case "string":
      return "a name";
    case "integer":
    case "number":
      return `${schema.type === "integer" ? "an integer" : "a number"}${boundsText(schema)}`;
    case "array":
      return schema.prefixItems
        ? `[${schema.prefixItems.map(takesText).join(", ")}]`
        : `a list of ${takesText(schema.items).replace(/^an? (\w+)/, "$1s")}`;
  }
  throw new Error(`no words for ${JSON.stringify(schema)}`);
}

function alternatives(schema) {
  if (schema.anyOf) return schema.anyOf.flatMap(alternatives);
  return schema.enum ? schema.enum.map((word) => `\`${word}\``) : [takesText(schema)];
}

function listText(items) {
  return items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} or ${items.at(-1)}`;
}

/** A bound that only says what a number or a count can hold is left out. */
function boundsText({ minimum, exclusiveMinimum, maximum, exclusiveMaximum }) {
  const bounds = [
    minimum === undefined ? "" : `≥ ${minimum}`,
    exclusiveMinimum === undefined ? "" : `> ${exclusiveMinimum}`,
    maximum === undefined || maximum >= 2 ** 31 - 1 ? "" : `≤ ${maximum}`,
    exclusiveMaximum === undefined ? "" : `< ${exclusiveMaximum}`,
  ].filter((bound) => bound !== "");
  return bounds.length === 0 ? "" : ` ${bounds.join(" and ")}`;
}
