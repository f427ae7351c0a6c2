import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { InputError } from "../errors.js";

/** How a set's files are found. */
export interface FilesOf {
  /** As messages call the set. */
  readonly title: string;
  /** As `layca data` calls it. */
  readonly kind: string;
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
export function findFiles(root: string, set: FilesOf): FoundFiles {
  const { folder, names, hint } = set;
  requireSetFolder(root, set);
  const found = [root, join(root, folder)].find((candidate) =>
    names.some((name) => fileIn(candidate, name)),
  );
  const where = found ?? root;
  const paths = names.map((name) => {
    const path = fileIn(where, name);
    if (path) return path;
    const hinted = hint?.(where, name);
    const more = hinted ? ` (${hinted})` : found === undefined ? fetching(set) : "";
    throw InputError.at(
      "data.root",
      `expected ${name} or ${name}.gz in ${where} but found neither${more}`,
    );
  });
  return { folder: where, paths };
}

/** @throws InputError at `data.root` unless `root` is a folder, which a published set's files may be in. */
export function requireSetFolder(root: string, set: Pick<FilesOf, "title" | "kind">): void {
  if (isFolder(root)) return;
  const message = `expected a folder with ${set.title}'s files but ${root} is none${fetching(set)}`;
  throw InputError.at("data.root", message);
}

/** What to add where nothing of a published set was found. */
export function fetching({ kind }: Pick<FilesOf, "kind">): string {
  return `; \`layca data ${kind}\` fetches them`;
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
