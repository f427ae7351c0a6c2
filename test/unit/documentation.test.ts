import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, it } from "vitest";
import { root } from "../support/source-files.js";

it.each(["lib/index.ts", "lib/figures.ts"])("every export of %s has a docstring", (file) => {
  const exported = reExports(file);
  expect(exported.length).toBeGreaterThan(20);
  const undocumented = exported
    .filter(({ name, file }) => !isDocumented(name, file))
    .map(({ name, file }) => `${name} (${file})`);
  expect(undocumented).toEqual([]);
});

interface ReExport {
  /** As it is called in `file`. */
  readonly name: string;
  readonly exportedAs: string;
  readonly file: string;
}

/** What `export { … } from` clauses of a file name. */
function reExports(file: string): ReExport[] {
  const clauses = source(file).matchAll(/^export\s+(?:type\s+)?\{([^}]*)\}\s*from\s*"([^"]+)"/gm);
  return [...clauses].flatMap(([, names = "", specifier = ""]) => {
    const target = join(dirname(file), specifier).replace(/\.js$/, ".ts");
    const parts = names.replace(/\/\/.*$/gm, "").split(",");
    return parts.flatMap((part) => {
      const [name, exportedAs = name] = part
        .trim()
        .replace(/^type\s+/, "")
        .split(/\s+as\s+/);
      return name && exportedAs ? [{ name, exportedAs, file: target }] : [];
    });
  });
}

/** Whether the declaration of `name`, in `file` or where it has it from, follows a docstring. */
function isDocumented(name: string, file: string): boolean {
  const kinds = "(?:async )?(?:abstract )?(?:function\\*?|class|const|interface|type|enum)";
  const declaration = new RegExp(`^export (?:declare )?${kinds} ${name}\\b`, "m");
  const text = source(file);
  const at = text.search(declaration);
  if (at >= 0) return text.slice(0, at).trimEnd().endsWith("*/");
  const origin = reExports(file).find(({ exportedAs }) => exportedAs === name);
  if (origin) return isDocumented(origin.name, origin.file);
  // `import * as torch …; export { torch }`: the clause itself is documented.
  return new RegExp(`\\*/\\s*export (?:\\* as ${name}\\b|\\{ ${name} \\})`).test(text);
}

function source(file: string): string {
  return readFileSync(join(root, file), "utf8");
}
