// `npm run format`: formats TypeScript (Biome) and C++ (clang-format). Without --write it only says what is not formatted.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { clangFormat, cppFiles } from "./cpp-tools.mjs";
import { root, StepError } from "./setup/step.mjs";

const write = process.argv.includes("--write");
const biome = [process.execPath, join(root, "node_modules", "@biomejs", "biome", "bin", "biome")];

try {
  const results = [
    run([...biome, "check", ...(write ? ["--write"] : []), "."]),
    run([...clangFormat(), ...(write ? ["-i"] : ["--dry-run", "-Werror"]), ...cppFiles()]),
  ];
  if (results.some((status) => status !== 0)) process.exitCode = 1;
} catch (error) {
  if (!(error instanceof StepError)) throw error;
  process.stderr.write(`format: ${error.message}\n`);
  process.exitCode = 1;
}

function run([command, ...args]) {
  return spawnSync(command, args, { cwd: root, stdio: "inherit" }).status;
}
