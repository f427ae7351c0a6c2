import { existsSync, readdirSync } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { InputError, LaycaError } from "../errors.js";
import { claimStaging, DOWNLOADS, putInPlace, releaseStaging } from "../libtorch/staging.js";
import { type DownloadOptions, download } from "./download.js";
import type { PublishedFile, PublishedSet } from "./published-sets.js";
import { isFolder } from "./set-folder.js";
import { unpackTar, unpackZip } from "./unpack-archive.js";

/** What is being done, and how far it is. */
export interface FetchProgress {
  readonly doing: "downloading" | "unpacking" | "decoding";
  /** The file. */
  readonly name: string;
  /** Bytes of a download, else files. */
  readonly done: number;
  readonly total?: number;
}

/** How a set is fetched. */
export interface FetchSetOptions extends Pick<DownloadOptions, "signal" | "patience" | "silence"> {
  readonly onProgress: (progress: FetchProgress) => void;
  /** A URL below which the files lie by their names, in place of the sets' own sites. */
  readonly mirror?: string | undefined;
}

/** Whether the set, or some of it, is in `root` or in its own folder there. */
export function isThere({ folder, marks }: PublishedSet, root: string): boolean {
  return [root, join(root, folder)].some((candidate) =>
    marks.some((mark) => existsSync(join(candidate, mark))),
  );
}

/**
 * Fetches a set into its own folder in `root`, all of it or nothing. What is cut off leaves its
 * downloads to the next. Several processes may do this at once.
 *
 * @throws InputError where another thing has the folder's name; LaycaError that says why the set
 *   cannot be had and how to do without.
 */
export async function fetchSet(
  set: PublishedSet,
  root: string,
  options: FetchSetOptions,
): Promise<void> {
  const target = join(root, set.folder);
  if (existsSync(target) && !(isFolder(target) && readdirSync(target).length === 0)) {
    throw InputError.at(target, `expected ${set.title}'s files or no folder but it holds others`);
  }
  try {
    const staging = await claimStaging(target);
    try {
      const tree = await fetchTree(set, staging, options);
      await putInPlace(tree, target, staging, async () => isThere(set, root));
      await rm(join(staging, DOWNLOADS), { recursive: true, force: true });
    } finally {
      await releaseStaging(staging);
    }
  } catch (error) {
    options.signal.throwIfAborted();
    throw unfetched(set, root, error);
  }
}

async function fetchTree(set: PublishedSet, staging: string, options: FetchSetOptions) {
  const downloads = join(staging, DOWNLOADS);
  const tree = join(staging, "tree");
  await mkdir(downloads, { recursive: true });
  await mkdir(tree, { recursive: true });
  for (const file of set.files) {
    const path = await fetchFile(file, downloads, options);
    const report = (done: number, total: number | undefined) =>
      options.onProgress({ doing: "unpacking", name: file.name, done, ...totalOf(total) });
    const unpacking = { signal: options.signal, onProgress: report };
    if (set.packed === "tar") await unpackTar(path, set.folder, tree, unpacking);
    else if (set.packed === "zip") await unpackZip(path, set.folder, tree, unpacking);
  }
  if (set.packed === "not") {
    for (const { name } of set.files) await rename(join(downloads, name), join(tree, name));
  }
  return tree;
}

async function fetchFile(
  file: PublishedFile,
  downloads: string,
  { mirror, onProgress, ...options }: FetchSetOptions,
): Promise<string> {
  const whole = join(downloads, file.name);
  // Whole files have been checked before they got their names.
  if (existsSync(whole)) return whole;
  const urls = mirror === undefined ? file.urls : [`${mirror}/${file.name}`];
  return download({ ...file, urls }, downloads, {
    ...options,
    onProgress: (done, total) =>
      onProgress({ doing: "downloading", name: file.name, done, ...totalOf(total) }),
  });
}

function totalOf(total: number | undefined): { total?: number } {
  return total === undefined ? {} : { total };
}

function unfetched(set: PublishedSet, root: string, error: unknown): LaycaError {
  const reason = error instanceof LaycaError ? error.message : String(error);
  const [file] = set.files;
  const more = set.files.length > 1 ? " and its other files" : "";
  const where = `${join(root, set.folder)}: \`layca data\` checks what is there`;
  return new LaycaError(
    `${set.title} could not be fetched: ${reason}\n` +
      `Where this machine has no way there, put what ${file?.urls[0]}${more} holds into ${where}.`,
    { cause: error },
  );
}
