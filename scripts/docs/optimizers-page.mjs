// The text of docs/optimizers.md: docstrings and schemas of lib/optim, and computed tables.

import { fileURLToPath } from "node:url";
import { z } from "zod";
import { optimizerSchema, scheduleSchema } from "../../lib/optim/index.ts";
import { docstrings } from "./docstrings.mjs";
import { optionsTable } from "./options-table.mjs";
import { alphaTable, rateTable } from "./rate-tables.mjs";

const lib = fileURLToPath(new URL("../../lib/", import.meta.url));

/** The page, complete. */
export function optimizersPage() {
  const docs = docstrings([`${lib}optim/*.ts`, `${lib}rotation/rotation.ts`]);
  const kinds = kindsOf(optimizerSchema);
  const isTransform = ({ properties }) => "base" in properties;

  const section = (schema, name, call) => {
    const { text, throws } = docs.ofFunction(name);
    const refused = throws && `Throws ${throws}`;
    return [`### \`${call}\``, text, optionsTable(schema), refused];
  };
  const optimizer = (schema) => {
    const { const: kind } = schema.properties.kind;
    return section(schema, kind, `${kind}(${isTransform(schema) ? "base, " : ""}options)`);
  };
  const schedule = (schema) => {
    const name = `${schema.properties.kind.const}Schedule`;
    return section(schema, name, `${name}(${optionsTable(schema) ? "options" : ""})`);
  };

  const parts = [
    "# Optimizers and schedules",
    "<!-- Made by `npm run docs` from the docstrings and schemas of lib/optim: change those. -->",
    docs.ofFile("index.ts"),
    "## Step rules",
    docs.ofFile("step-rules.ts"),
    ...kinds.filter((schema) => !isTransform(schema)).flatMap(optimizer),
    "## Transforms",
    docs.ofFile("transform-fields.ts"),
    ...kinds.filter(isTransform).flatMap(optimizer),
    "## What a rate of Layca means",
    docs.ofFunction("angleOfRate").text,
    docs.ofFunction("expectedRandomDistance").text,
    rateTable(),
    "## What alpha means",
    docs.ofFunction("layerMultipliers").text,
    alphaTable(),
    "## Schedules",
    docs.ofFile("schedule.ts"),
    ...kindsOf(scheduleSchema).flatMap(schedule),
  ];
  return `${parts.filter(Boolean).join("\n\n")}\n`;
}

/** The JSON Schemas of a union's kinds. */
function kindsOf(union) {
  return z.toJSONSchema(union, { io: "input", target: "draft-2020-12" }).oneOf;
}
