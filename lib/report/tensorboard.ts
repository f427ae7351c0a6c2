import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import writeFileAtomic from "write-file-atomic";
import type { FigureRun } from "../figure.js";
import { eventFile } from "./event-file.js";
import { recordEvents, startOf } from "./record-events.js";
import { readRecord, type StoredRecord } from "./stored-record.js";
import { readResults, type StoredResults } from "./stored-results.js";

/** One file a run, so that writing again replaces it: TensorBoard knows event files by this beginning. */
const fileName = "events.out.tfevents.layca";

/**
 * Writes TensorBoard event files of all runs in a directory that `layca reproduce` wrote, from its stored records alone:
 * `tensorboard/<figure>/<labels of the run>/`. `tensorboard --logdir` opens the folder.
 *
 * @param directory that of `reproduce`
 * @param results what the directory holds; default: read from it
 * @returns the folder.
 * @throws InputError when the directory holds no figure, or a file that is cut off or something else.
 */
export async function writeTensorboard(
  directory: string,
  { figures, records }: StoredResults = readResults(directory),
): Promise<string> {
  const folder = join(directory, "tensorboard");
  for (const { id, runs } of figures) {
    for (const [name, { key }] of runFolders(runs)) {
      const record = records.get(key);
      if (record) await writeEvents(join(folder, id, name), record);
    }
  }
  return folder;
}

/**
 * Writes the TensorBoard event file of the run that a folder holds, from its `record.json`, into `tensorboard/`.
 *
 * @returns the folder written to.
 * @throws InputError when the record cannot be read, is cut off or is something else.
 */
export async function writeRunTensorboard(directory: string): Promise<string> {
  const folder = join(directory, "tensorboard");
  await writeEvents(folder, readRecord(join(directory, "record.json")));
  return folder;
}

async function writeEvents(folder: string, record: StoredRecord): Promise<void> {
  await mkdir(folder, { recursive: true });
  const bytes = eventFile(startOf(record), recordEvents(record));
  await writeFileAtomic(join(folder, fileName), Buffer.from(bytes));
}

/** Longer names of folders are cut and end with the run's key. */
const longestName = 120;

/** The folder of each run: its labels, as `task=C10-r,rate=-3,seed=0`, in letters that every system allows. */
export function runFolders(runs: readonly FigureRun[]): Map<string, FigureRun> {
  const folders = new Map<string, FigureRun>();
  for (const run of runs) {
    const labels = Object.entries(run.labels).map(([name, value]) => `${name}=${value}`);
    const name = labels.join(",").replace(/[^\p{L}\p{N} ._+=,()-]/gu, "_");
    const key = run.key.slice(0, 12);
    if (name === "") folders.set(key, run);
    else if (name.length <= longestName && !folders.has(name)) folders.set(name, run);
    else folders.set(`${name.slice(0, longestName)}-${key}`, run);
  }
  return folders;
}
