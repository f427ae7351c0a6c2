import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

/** The repository's root, with a slash at its end. */
export const root = fileURLToPath(new URL("../../", import.meta.url));

/** Files with this ending under a folder of the repository, relative to its root, sorted. */
export function filesUnder(folder: string, ending: RegExp): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .map((name) => `${folder}/${name}`)
    .filter((name) => ending.test(name) && !name.includes("node_modules/"))
    .sort();
}

/** A file's text without the comments that stand on lines of their own. */
export function codeOf(file: string): string {
  return readFileSync(join(root, file), "utf8")
    .replace(/^[ \t]*\/\*[\s\S]*?\*\//gm, "")
    .replace(/^[ \t]*\/\/.*$/gm, "");
}

/** One import of a TypeScript file. */
export interface Import {
  /** The file imported, relative to the root, or the package's name with its subpath. */
  readonly target: string;
  readonly isFile: boolean;
  /** `static` runs when the importing file does, `dynamic` when it is asked for, `type` never. */
  readonly when: "static" | "dynamic" | "type";
}

/** What a TypeScript file imports and re-exports. */
export function importsOf(file: string): Import[] {
  const code = codeOf(file);
  const found: Import[] = [];
  const add = (specifier: string, when: Import["when"]) => {
    const isFile = specifier.startsWith(".");
    const target = isFile ? sourceOf(file, specifier) : specifier;
    found.push({ target, isFile, when });
  };
  const fromClause = /^(?:import|export)\s+(type\b)?([^"';=]*?)\bfrom\s*"([^"]+)"/gm;
  for (const [, type, names = "", specifier = ""] of code.matchAll(fromClause)) {
    add(specifier, type || hasOnlyTypes(names) ? "type" : "static");
  }
  for (const [, specifier = ""] of code.matchAll(/^import\s*"([^"]+)"/gm)) add(specifier, "static");
  for (const [, specifier = ""] of code.matchAll(/\bimport\(\s*"([^"]+)"/g)) {
    add(specifier, "dynamic");
  }
  return found;
}

/** Whether a clause `{ type A, type B }` names nothing but types. */
function hasOnlyTypes(names: string): boolean {
  const inBraces = names.match(/^\s*\{([\s\S]*)\}\s*$/)?.[1];
  if (inBraces === undefined) return false;
  const parts = inBraces.split(",").map((part) => part.trim());
  return parts.every((part) => part === "" || part.startsWith("type "));
}

function sourceOf(file: string, specifier: string): string {
  return relative(root, join(root, dirname(file), specifier)).replace(/\.js$/, ".ts");
}
