// The fields of specs and options, from the JSON Schemas of the zod schemas that check them.

import { takesText } from "../options-table.mjs";
import { plainTable, prose } from "./prose.mjs";

/**
 * A row for every field but `kind`.
 * @param {object} schema JSON Schema of an object
 * @param {(field: string) => string | undefined} addressOf of the section of a field that is an object
 * @param {readonly string[]} [without] fields that are left out
 */
export function fieldsTable({ properties, required = [] }, addressOf, without = []) {
  const rows = Object.entries(properties)
    .filter(([name]) => name !== "kind" && !without.includes(name))
    .map(([name, field]) => [
      `\`${name}\``,
      takes(field, name, addressOf) + (required.includes(name) ? "; required" : ""),
      prose(field.description ?? "", () => undefined),
    ]);
  return rows.length === 0 ? "" : plainTable(["field", "takes", "meaning"], rows);
}

function takes(schema, name, addressOf) {
  const address = isStructured(schema) && addressOf(name);
  if (address) return `${schema.type === "array" ? "a list, see" : "see"} [${name}](${address})`;
  if (schema.const !== undefined) return `\`${schema.const}\``;
  if (schema.anyOf) return schema.anyOf.map((each) => takes(each, name, addressOf)).join(", or ");
  if (schema.type === "array" && !schema.prefixItems && !isPlain(schema.items)) {
    return `a list of ${takes(schema.items, name, addressOf)}`;
  }
  if (schema.type === "string" && !schema.enum) return "a string";
  return schema.type === "object" ? inline(schema, addressOf) : takesText(schema);
}

/** A small object within its row. */
function inline({ properties, required = [] }, addressOf) {
  const fields = Object.entries(properties).map(
    ([name, field]) =>
      `\`${name}\`${required.includes(name) ? "" : "?"}: ${takes(field, name, addressOf)}`,
  );
  return `{ ${fields.join("; ")} }`;
}

function isStructured(schema) {
  const of = schema.type === "array" ? schema.items : schema;
  return Boolean(of?.oneOf ?? of?.$ref ?? of?.properties);
}

function isPlain({ anyOf, oneOf, $ref, properties }) {
  return !(anyOf || oneOf || $ref || properties);
}
