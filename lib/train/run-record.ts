import { join } from "node:path";
import { readStoredText } from "../check/stored-text.js";
import { InputError } from "../errors.js";
import type { RunRecord } from "../record.js";

/**
 * Reads a directory's record, gzipped or not.
 *
 * @param directory that `runInto` or `layca train` wrote
 * @returns undefined when there is none
 * @throws {InputError} naming the file, which cannot be read or holds something else
 * @example readRecord("run")?.history.at(-1)?.rotation?.distance
 */
export function readRecord(directory: string): RunRecord | undefined {
  const path = join(directory, "record.json");
  let text: string | undefined;
  try {
    text = readStoredText(path);
  } catch (error) {
    throw InputError.at(path, `cannot be read (${String(error)})`, { cause: error });
  }
  if (text === undefined) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw InputError.at(path, "expected a run's record but it is not JSON", { cause: error });
  }
  if (!isRecord(value)) {
    throw InputError.at(
      path,
      'expected a record with format "layca-record/1" but received another value',
    );
  }
  return value;
}

/** A run that diverged is a result as much as one that finished: its spec gives the same again. */
export function isResult({ status }: RunRecord): boolean {
  return status === "finished" || status === "stopped" || status === "failed";
}

function isRecord(value: unknown): value is RunRecord {
  return (
    typeof value === "object" &&
    value !== null &&
    "format" in value &&
    value.format === "layca-record/1" &&
    "key" in value &&
    typeof value.key === "string" &&
    "spec" in value &&
    typeof value.spec === "object" &&
    value.spec !== null
  );
}
