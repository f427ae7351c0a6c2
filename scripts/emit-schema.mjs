/**
 * Writes dist/run.schema.json, the JSON Schema that editors complete run files by, from the schema that the
 * compiled package checks them with. Run after tsc.
 */
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { z } from "zod";

const dist = new URL("../dist/", import.meta.url);
const { runSpecSchema } = await import(new URL("train/run-spec.js", dist));
const schema = z.toJSONSchema(runSpecSchema, { io: "input", target: "draft-2020-12" });
writeFileSync(
  fileURLToPath(new URL("run.schema.json", dist)),
  `${JSON.stringify(schema, null, 2)}\n`,
);
