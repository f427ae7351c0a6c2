// The checks that `npm test` makes before the tests.
import { join } from "node:path";
import { clangFormat, cppFiles, cpplint } from "./cpp-tools.mjs";
import { root } from "./setup/step.mjs";

/** What cpplint need not say: layout is clang-format's, and `#include "tensor.h"` finds its file by the target's folder. */
const CPPLINT_FILTERS = [
  "-whitespace",
  "-legal/copyright",
  "-build/c++17",
  "-build/include_subdir",
  "-build/include_what_you_use",
];

/**
 * Each check: its title, and a function that gives the command to run.
 * @type {readonly { title: string, command: () => readonly string[] }[]}
 */
export const checks = [
  {
    title: "Format and lint of TypeScript (Biome)",
    command: () => node("@biomejs/biome/bin/biome", "check", "--error-on-warnings", "."),
  },
  { title: "Types (tsc)", command: () => node("typescript/bin/tsc", "-p", "tsconfig.json") },
  {
    title: "Format of C++ (clang-format)",
    command: () => [...clangFormat(), "--dry-run", "-Werror", ...cppFiles()],
  },
  {
    title: "Lint of C++ (cpplint)",
    command: () => [
      ...cpplint(),
      "--quiet",
      `--filter=${CPPLINT_FILTERS.join(",")}`,
      ...cppFiles(),
    ],
  },
  {
    title: "Package as its users' tools see it (publint)",
    command: () => node("publint/src/cli.js", "run", "--strict", "--pack", "npm", "."),
  },
];

function node(script, ...args) {
  return [process.execPath, join(root, "node_modules", script), ...args];
}
