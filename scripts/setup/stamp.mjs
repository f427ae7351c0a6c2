import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { root } from "./step.mjs";

/**
 * A hash of the paths, sizes and modification times of files, and of whatever else a result depends
 * on.
 * @param {readonly string[]} paths files and folders, relative to the root; those that are missing
 *   count as such
 * @param {readonly string[]} [also]
 * @returns {string}
 */
export function signature(paths, also = []) {
  const hash = createHash("sha256");
  for (const path of paths.flatMap(filesOf).sort()) {
    const { size, mtimeMs } = statSync(join(root, path));
    hash.update(`${path} ${size} ${mtimeMs}\n`);
  }
  for (const text of also) hash.update(`${text}\n`);
  return hash.digest("hex");
}

function filesOf(path) {
  const found = statSync(join(root, path), { throwIfNoEntry: false });
  if (!found) return [];
  if (!found.isDirectory()) return [path];
  return readdirSync(join(root, path)).flatMap((name) => filesOf(`${path}/${name}`));
}

/** Whether the stamp at `path` holds this signature. */
export function isStamped(path, value) {
  return existsSync(path) && readFileSync(path, "utf8") === value;
}

export function writeStamp(path, value) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, value);
}
