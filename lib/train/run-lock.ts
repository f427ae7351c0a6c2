import { readFileSync } from "node:fs";
import { hostname } from "node:os";
import { InputError } from "../errors.js";
import { native } from "../tensor/index.js";
import { runFiles } from "./run-files.js";

const LONGEST_HOLDER = 200;

/**
 * Keeps a run's directory for this run until it is disposed of. The system lets go of it when the process ends,
 * by whatever, so a run that was killed leaves nothing in the way.
 *
 * @throws {InputError} naming the process whose run is under way there
 */
export function lockDirectory(directory: string): Disposable {
  const path = runFiles(directory).lock;
  const lock = native((addon) => addon.lockFile(path, `process ${process.pid} on ${hostname()}`));
  if (!lock) {
    throw InputError.at(directory, `expected no run under way but ${holderOf(path)} has one there`);
  }
  return { [Symbol.dispose]: () => native((addon) => addon.unlockFile(lock)) };
}

function holderOf(path: string): string {
  try {
    return readFileSync(path, "utf8").slice(0, LONGEST_HOLDER) || "another process";
  } catch {
    // It has let go of it in the meantime.
    return "another process";
  }
}
