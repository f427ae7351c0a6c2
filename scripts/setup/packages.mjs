import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root, runOrFail } from "./step.mjs";

/** Installs the npm packages unless those of package-lock.json are there. */
export async function installPackages({ say, upToDate }) {
  if (arePackagesInstalled()) return upToDate("npm packages");
  say("Installing the npm packages");
  // As the lock file has them, which `npm ci` refuses when a registry lacks other platforms'
  // optional packages (npm/cli#9846). No package here needs its install script; esbuild's only
  // makes its start faster.
  const args = [
    "install",
    "--no-save",
    "--include=dev",
    "--ignore-scripts",
    "--no-audit",
    "--no-fund",
  ];
  await runOrFail("Installing the npm packages", "npm", args);
}

/** npm writes what it installed into node_modules when it has finished. */
function arePackagesInstalled() {
  const installed = packagesOf("node_modules/.package-lock.json");
  const wanted = packagesOf("package-lock.json");
  return Object.entries(wanted).every(([path, { version, optional }]) => {
    if (path === "") return true;
    return installed[path] ? installed[path].version === version : optional;
  });
}

function packagesOf(lockFile) {
  const path = join(root, lockFile);
  return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")).packages : {};
}
