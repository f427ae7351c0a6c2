// Makes a clone ready: npm packages, the TypeScript, libtorch, the addon. Each step looks first
// whether anything has changed, so that a second start takes a moment. Plain Node: it runs before
// anything is installed.
//
//   node scripts/setup.mjs [--build-only] [--quiet]

import { realpathSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { buildAddon } from "./setup/addon.mjs";
import { findLibtorch, setUpLibtorch } from "./setup/libtorch.mjs";
import { checkNode } from "./setup/node.mjs";
import { installPackages } from "./setup/packages.mjs";
import { StepError } from "./setup/step.mjs";
import { buildTypeScript } from "./setup/typescript.mjs";

/**
 * Sets up what is missing or out of date and says on standard error what it does.
 * @param {object} [options]
 * @param {boolean} [options.quiet] say nothing of what is up to date
 * @param {boolean} [options.buildOnly] install and fetch nothing
 * @returns {Promise<{ libtorch: string }>} the folder of libtorch
 * @throws {StepError} with a message for the user
 */
export async function ensureSetup({ quiet = false, buildOnly = false } = {}) {
  const say = (line) => process.stderr.write(`${line}\n`);
  const steps = { say, upToDate: quiet ? () => undefined : (what) => say(`${what}: up to date`) };
  checkNode();
  if (!buildOnly) await installPackages(steps);
  await buildTypeScript(steps);
  const libtorch = await (buildOnly ? findLibtorch(steps) : setUpLibtorch(steps));
  await buildAddon(libtorch, steps);
  return { libtorch: libtorch.folder };
}

const isMain = process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url);
if (isMain) {
  const { values } = parseArgs({
    options: { "build-only": { type: "boolean" }, quiet: { type: "boolean" } },
  });
  try {
    await ensureSetup({ quiet: values.quiet, buildOnly: values["build-only"] });
  } catch (error) {
    if (!(error instanceof StepError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
