import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Ajv } from "ajv";

const path = fileURLToPath(import.meta.resolve("vega-lite/vega-lite-schema.json"));
const ajv = new Ajv({
  // The schema says "color-hex" and the like, which are no formats of JSON Schema.
  strict: false,
  validateFormats: false,
  // It is large: to make its code quick would take longer than to run it.
  inlineRefs: false,
  code: { optimize: false },
});
const validate = ajv.compile(JSON.parse(readFileSync(path, "utf8")));

/** What vega-lite's own JSON Schema complains of in a specification. */
export function schemaComplaints(spec: unknown): string[] {
  if (validate(spec)) return [];
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}
