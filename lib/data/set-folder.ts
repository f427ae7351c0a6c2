import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { InputError } from "../errors.js";

/** How a set's files are found. */
export interface FilesOf {
  /** As messages call the set. */
  readonly title: string;
  /** The folder within `root` that the set's own archive makes. */
  readonly folder: string;
  /** The names of its files, which may have `.gz` after them. */
  readonly names: readonly string[];
  /** What to say of a file that lies there in the place of one that is missing. */
  readonly hint?: (folder: string, missing: string) => string | undefined;
}

/** A set's folder and its files' paths, in the order of their names. */
export interface FoundFiles {
  readonly folder: string;
  readonly paths: readonly string[];
}

/**
 * Finds a set's files, gzipped or not, in `root` or in the folder of it that is named after the set.
 *
 * @throws InputError at `data.root` naming what is missing.
 */
export function findFiles(root: string, { title, folder, names, hint }: FilesOf): FoundFiles {
  requireFolder(root, `${title}'s files`);
  const found = [root, join(root, folder)].find((candidate) =>
    names.some((name) => fileIn(candidate, name)),
  );
  const where = found ?? root;
  const paths = names.map((name) => {
    const path = fileIn(where, name);
    if (path) return path;
    const more = hint?.(where, name);
    throw InputError.at(
      "data.root",
      `expected ${name} or ${name}.gz in ${where} but found neither${more ? ` (${more})` : ""}`,
    );
  });
  return { folder: where, paths };
}

/** @throws InputError at `data.root` unless `root` is a folder. */
export function requireFolder(root: string, holds: string): void {
  if (isFolder(root)) return;
  throw InputError.at("data.root", `expected a folder with ${holds} but ${root} is none`);
}

/** Whether there is a folder at `path`. */
export function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** Names in a folder, in the order of their UTF-16 units, without those that begin with a dot. */
export function namesIn(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => !name.startsWith("."))
    .sort();
}

function fileIn(folder: string, name: string): string | undefined {
  return [join(folder, name), join(folder, `${name}.gz`)].find((path) => existsSync(path));
}
