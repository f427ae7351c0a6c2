import { readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { InputError } from "../errors.js";
import { parseRunSpec, type RunSpec } from "../train/run-spec.js";
import { assign } from "./assignments.js";

/**
 * Reads a run file, applies `--set` assignments and validates the whole.
 *
 * @param path the run file; relative paths inside it are relative to its folder
 * @param assignments `path=value` strings: see {@link assign}
 * @throws {InputError} naming the file, or the places in it
 */
export async function readRunFile(path: string, assignments: readonly string[]): Promise<RunSpec> {
  const value = await readJsonFile(path);
  return parseRunSpec(assign(value, assignments), { baseDirectory: dirname(resolve(path)) });
}

async function readJsonFile(path: string): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw InputError.at(path, `expected a run file but it cannot be read (${why})`, {
      cause: error,
    });
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw InputError.at(path, `expected JSON but received a file that is not (${why})`, {
      cause: error,
    });
  }
}
