import { createHash } from "node:crypto";
import { statSync } from "node:fs";
import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import pLimit from "p-limit";
import writeFileAtomic from "write-file-atomic";
import { InputError } from "../errors.js";
import { cacheFolder } from "../libtorch/cache.js";
import { unreadable } from "./file-hash.js";
import type { Labels } from "./stored-images.js";

/** Image files of one half of a set, in the order of the samples. */
export interface ImageList {
  readonly folder: string;
  /** Relative to `folder`. */
  readonly names: readonly string[];
  /** The class of each. */
  readonly labels: Labels;
}

const filesAtOnce = 32;
const known = new Map<string, string>();

/** Where images that were decoded once are kept. */
export function decodedFolder(): string {
  return join(cacheFolder(), "decoded");
}

/**
 * SHA-256 (hex) of the classes, names and contents of all the files, in order. Some hundred thousand
 * files are not read again while their sizes and times stay as they are: layca's cache remembers the
 * hash.
 *
 * @throws InputError naming the file that cannot be read.
 */
export async function contentsHash(list: ImageList): Promise<string> {
  const state = stateHash(list);
  const before = known.get(state) ?? (await remembered(list, state));
  if (before !== undefined) return before;
  const limit = pLimit(filesAtOnce);
  const lines = await Promise.all(
    list.names.map((name, index) => limit(() => lineOf(list, name, index))),
  );
  const sha256 = createHash("sha256").update(lines.join("\n")).digest("hex");
  known.set(state, sha256);
  await remember(list, state, sha256);
  return sha256;
}

async function lineOf({ folder, labels }: ImageList, name: string, index: number) {
  const path = join(folder, name);
  try {
    const hash = createHash("sha256").update(await readFile(path));
    return `${labels[index]}\0${name}\0${hash.digest("hex")}`;
  } catch (error) {
    throw unreadable(path, error);
  }
}

/** What changes when any of the files is written or replaced, or gets another class. */
function stateHash({ folder, names, labels }: ImageList): string {
  const hash = createHash("sha256").update(folder);
  names.forEach((name, index) => {
    const path = join(folder, name);
    const state = statSync(path, { bigint: true, throwIfNoEntry: false });
    if (!state?.isFile()) throw InputError.at(path, "expected a file but found none");
    const { size, mtimeNs, ctimeNs, ino } = state;
    hash.update(`\n${labels[index]}\0${name}\0${size} ${mtimeNs} ${ctimeNs} ${ino}`);
  });
  return hash.digest("hex");
}

/** One file a folder, so that what is out of date is replaced. */
function memoryOf({ folder }: ImageList): string {
  const name = createHash("sha256").update(folder).digest("hex");
  return join(decodedFolder(), "contents", name);
}

async function remembered(list: ImageList, state: string): Promise<string | undefined> {
  const text = await readFile(memoryOf(list), "utf8").catch(() => "");
  const [, before, sha256] = text.match(/^([0-9a-f]{64}) ([0-9a-f]{64})$/) ?? [];
  return before === state ? sha256 : undefined;
}

async function remember(list: ImageList, state: string, sha256: string): Promise<void> {
  await mkdir(join(decodedFolder(), "contents"), { recursive: true });
  await writeFileAtomic(memoryOf(list), `${state} ${sha256}`);
}
