// The fields of types that are made of zod schemas.

import { Node } from "ts-morph";
import { z } from "zod";
import { fieldsTable } from "./fields.mjs";
import { addressOfField, linkToKind, runSpecFile, sectionOf } from "./run-spec-page.mjs";
import { declarationOf } from "./surface.mjs";

/**
 * Loads the schemas that types are made of.
 * @param {readonly import("./surface.mjs").Item[]} items
 * @returns {Promise<(node: Node) => string>} a table of a type's fields, or a sentence with a link to one; empty for
 *   types that no schema checks
 */
export async function schemaFields(items) {
  const schemas = new Map();
  for (const node of items.flatMap((item) => item.nodes)) {
    for (const query of node.getDescendants().filter((each) => Node.isTypeQuery(each))) {
      const constant = query.getExprName();
      const declared = declarationOf(constant);
      if (!declared || !Node.isVariableDeclaration(declared)) continue;
      if (!declared.getName().endsWith("Schema") || sectionOf(declared.getName())) continue;
      schemas.set(declared, await jsonSchemaOf(declared));
    }
  }
  return (node) => fieldsText(node, schemas);
}

async function jsonSchemaOf(declared) {
  const path = declared.getSourceFile().getFilePath();
  const schema = (await import(path))[declared.getName()];
  if (!schema)
    throw new Error(`${path} does not export ${declared.getName()}, of which a type is made`);
  return z.toJSONSchema(schema, { io: "input", target: "draft-2020-12" });
}

function fieldsText(node, schemas) {
  const parts = [node, ...node.getDescendants()];
  const [declared] = parts
    .filter((each) => Node.isTypeQuery(each) || Node.isTypeReference(each))
    .map((each) => declarationOf(Node.isTypeQuery(each) ? each.getExprName() : each.getTypeName()))
    .filter((each) => each && (schemas.has(each) || sectionOf(each.getName?.() ?? "")));
  if (!declared) return "";
  const schema = schemas.get(declared);
  if (!schema) return `Its fields: ${linkTo(sectionOf(declared.getName()))}.`;
  if (declared.getSourceFile().getFilePath().endsWith("/data-schema.ts")) {
    return `Its fields: ${linkToKind(schema.properties.kind.const)}.`;
  }
  // The defaults filled in: the options' table says what each means.
  if (/z\.output</.test(node.getText())) return `Its fields: ${namesOf(schema)}.`;
  const without = [...node.getText().matchAll(/"(\w+)"/g)].map(([, name]) => name);
  return fieldsTable(schema, addressOfField(runSpecFile), without);
}

function namesOf({ properties }) {
  return Object.entries(properties)
    .map(([name, field]) => `\`${name}\`${name === "kind" ? ` (\`${field.const}\`)` : ""}`)
    .join(", ");
}

function linkTo(section) {
  const [page, anchor] = section.split("#");
  const title = page.endsWith("optimizers.md") ? "optimizers and schedules" : "run spec";
  return `[${anchor ? `${title}, ${anchor}` : title}](${section})`;
}
