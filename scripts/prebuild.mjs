// `npm run prebuild`: the addon as the npm package brings it, in prebuilds/<platform>-<arch>: the loader, named and tagged by
// prebuildify so that node-gyp-build finds it, and the engine in a folder below, where node-gyp-build does not look.
//
//   node scripts/prebuild.mjs [--out DIR] [--no-build]
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs, promisify } from "node:util";
import { root, StepError } from "./setup/step.mjs";
import { ensureSetup } from "./setup.mjs";

const { values } = parseArgs({
  options: { out: { type: "string", default: root }, "no-build": { type: "boolean" } },
});

try {
  if (!values["no-build"]) await ensureSetup({ quiet: true });
  await prebuild(resolve(values.out));
} catch (error) {
  if (!(error instanceof StepError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

async function prebuild(out) {
  const folder = join(out, "prebuilds", `${process.platform}-${process.arch}`);
  rmSync(folder, { recursive: true, force: true });
  await prebuildLoader(out);
  const engine = join(folder, "engine", "layca_engine.node");
  mkdirSync(join(folder, "engine"), { recursive: true });
  copyFileSync(join(root, "build", "Release", "engine", "layca_engine.node"), engine);
  strip(engine);
}

/** prebuildify moves what it finds, so it works on a copy, in the file system that it moves it to. */
async function prebuildLoader(out) {
  const { default: prebuildify } = await import("prebuildify");
  mkdirSync(out, { recursive: true });
  const work = mkdtempSync(join(out, ".prebuild-"));
  try {
    await promisify(prebuildify)({
      cwd: work,
      out,
      name: "layca",
      napi: true,
      targets: [process.versions.node],
      tagLibc: true,
      strip: true,
      quiet: true,
      nodeGyp: fileURLToPath(new URL("prebuild-node-gyp.mjs", import.meta.url)),
    });
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** As prebuildify does with the loader. */
function strip(file) {
  const options = process.platform === "darwin" ? ["-Sx"] : ["--strip-all"];
  const { status, stderr, error } = spawnSync("strip", [...options, file], { encoding: "utf8" });
  if (status !== 0) throw new StepError(`strip ${file} failed: ${error?.message ?? stderr}`);
}
