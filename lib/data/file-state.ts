import { type BigIntStats, statSync } from "node:fs";
import { InputError } from "../errors.js";

/** What changes when a file is written or replaced. */
export type FileState = Pick<BigIntStats, "size" | "mtimeNs" | "ino" | "dev">;

/**
 * The state of a file.
 *
 * @throws InputError at `place`, the field that names the file, when there is no such file.
 */
export function fileState(path: string, place: string): FileState {
  const state = statSync(path, { bigint: true, throwIfNoEntry: false });
  if (!state) throw InputError.at(place, `expected a file but ${path} does not exist`);
  if (!state.isFile()) throw InputError.at(place, `expected a file but ${path} is none`);
  return state;
}

/** Whether a file is as it was. */
export function sameState(a: FileState, b: FileState): boolean {
  return a.size === b.size && a.mtimeNs === b.mtimeNs && a.ino === b.ino && a.dev === b.dev;
}
