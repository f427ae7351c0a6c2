import { chmodSync, existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { isStamped, signature, writeStamp } from "./stamp.mjs";
import { root, runOrFail, StepError } from "./step.mjs";

const INPUTS = [
  ...["lib", "package.json", "package-lock.json", "tsconfig.json", "tsconfig.build.json"],
  "scripts/emit-schema.mjs",
];

/**
 * Compiles lib/ to dist/ and writes the run spec's JSON Schema there, when anything of it has
 * changed.
 */
export async function buildTypeScript({ say, upToDate }) {
  const tsc = join(root, "node_modules", "typescript", "bin", "tsc");
  if (!existsSync(tsc)) throw new StepError("The npm packages are missing: run `npm run setup`.");
  const stamp = join(root, "node_modules", ".cache", "layca", "typescript");
  const value = signature(INPUTS);
  if (existsSync(join(root, "dist", "index.js")) && isStamped(stamp, value)) {
    return upToDate("TypeScript");
  }
  say("Compiling the TypeScript");
  rmSync(stamp, { force: true });
  rmSync(join(root, "dist"), { recursive: true, force: true });
  await runOrFail("Compiling the TypeScript", process.execPath, [tsc, "-p", "tsconfig.build.json"]);
  await runOrFail("Writing the JSON Schema", process.execPath, ["scripts/emit-schema.mjs"]);
  // So that `npx layca` works in a clone as well.
  chmodSync(join(root, "dist", "cli", "main.js"), 0o755);
  writeStamp(stamp, value);
}
