// Writes lib/tensor/generated from the native_functions.yaml that comes with libtorch.
//
//   node scripts/generate-tensor.mjs [--check]
//
// --check writes nothing and fails when a committed file differs from what would be written.

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { parse } from "yaml";
import { findLibtorch } from "./setup/libtorch.mjs";
import { operators } from "./tensor/operators.mjs";
import { camelCase, overloadsOf } from "./tensor/overloads.mjs";
import { parseSchema } from "./tensor/schema.mjs";
import { functionsFile, methodsFile, operatorsFile } from "./tensor/typescript.mjs";

const folder = fileURLToPath(new URL("../lib/tensor/generated/", import.meta.url));

/**
 * The file with the operators' schemas: beside what set-up keeps of libtorch, or in the torch package.
 * @returns {string | undefined} undefined where this libtorch has none, as the official archives
 */
export function schemaFile(libtorch) {
  return [
    join(libtorch, "native_functions.yaml"),
    join(libtorch, "../torchgen/packaged/ATen/native/native_functions.yaml"),
  ].find((path) => existsSync(path));
}

/**
 * The generated files.
 * @param {string} yaml path of native_functions.yaml
 * @returns {ReadonlyMap<string, string>} text by file name
 */
export function generate(yaml) {
  const entries = parse(readFileSync(yaml, "utf8")).map(({ func, variants = "function" }) => ({
    schema: parseSchema(func),
    variants: variants.split(/,\s*/),
  }));
  const described = operators.map((name) => {
    const overloads = overloadsOf(entries.filter(({ schema }) => schema.name === name));
    if (overloads.length === 0)
      throw new Error(`no overload of ${name} can be called from TypeScript`);
    return {
      name: camelCase(name),
      constant: camelCase(name),
      qualified: `aten::${name}`,
      overloads,
    };
  });
  return new Map([
    ["operators.ts", operatorsFile(described)],
    ["functions.ts", functionsFile(described)],
    ["methods.ts", methodsFile(described)],
  ]);
}

async function main() {
  const { values } = parseArgs({ options: { check: { type: "boolean", default: false } } });
  const { folder: libtorch } = await findLibtorch({ upToDate: () => undefined });
  const yaml = schemaFile(libtorch);
  if (!yaml) throw new Error(`no native_functions.yaml beside the libtorch in ${libtorch}`);
  for (const [name, text] of generate(yaml)) {
    const path = join(folder, name);
    const upToDate = existsSync(path) && readFileSync(path, "utf8") === text;
    if (upToDate) continue;
    if (values.check)
      throw new Error(`lib/tensor/generated/${name} is out of date: run \`npm run generate\``);
    writeFileSync(path, text);
    process.stderr.write(`wrote lib/tensor/generated/${name}\n`);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
