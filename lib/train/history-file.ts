import { readFile } from "node:fs/promises";
import { InputError } from "../errors.js";
import type { HistoryEntry } from "../record.js";

/**
 * The entries in the first `bytes` bytes of a `history.jsonl`; what stands after them is of steps that a
 * resumed run makes again.
 *
 * @throws InputError naming the file: missing, shorter, or other text.
 */
export async function readHistory(path: string, bytes: number): Promise<HistoryEntry[]> {
  if (bytes === 0) return [];
  const file = await readWhole(path);
  if (file.length < bytes) {
    throw InputError.at(
      path,
      `expected at least ${bytes} bytes, as the checkpoint says, but found ${file.length}`,
    );
  }
  const entries: HistoryEntry[] = [];
  for (let begin = 0; begin < bytes; ) {
    const end = file.indexOf("\n", begin);
    if (end < 0 || end >= bytes) {
      throw InputError.at(path, `expected a line to end at byte ${bytes}, as the checkpoint says`);
    }
    entries.push(entryOf(file.toString("utf8", begin, end), path, entries.length + 1));
    begin = end + 1;
  }
  return entries;
}

async function readWhole(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw InputError.at(path, `expected a run's history but it cannot be read (${why})`, {
      cause: error,
    });
  }
}

function entryOf(line: string, path: string, number: number): HistoryEntry {
  try {
    const value: unknown = JSON.parse(line);
    if (isEntry(value)) return value;
  } catch {
    // Said below.
  }
  throw InputError.at(path, `line ${number}: expected an entry but received other text`);
}

function isEntry(value: unknown): value is HistoryEntry {
  return typeof value === "object" && value !== null && "at" in value && "step" in value;
}
