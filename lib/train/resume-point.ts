import type { HistoryEntry } from "../record.js";
import type { Tensor } from "../tensor/index.js";
import { loadCheckpoint } from "./checkpoint.js";
import { readHistory } from "./history-file.js";
import { runFiles } from "./run-files.js";

/** A place in a run from which it goes on. */
export interface ResumePoint {
  /** A checkpoint's tensors; they are disposed of when the engine has them. */
  readonly tensors: Readonly<Record<string, Tensor>>;
  /** The entries until then. */
  readonly history: readonly HistoryEntry[];
}

/**
 * Where a directory's checkpoint stands, and a sentence that says so.
 *
 * @throws {InputError} naming the file, checkpoint or history, that cannot be used
 */
export async function readResumePoint(
  directory: string,
): Promise<{ readonly point: ResumePoint; readonly notice: string }> {
  const { checkpoint, history } = runFiles(directory);
  const { tensors, position } = loadCheckpoint(checkpoint);
  return {
    point: { tensors, history: await readHistory(history, position.historyBytes) },
    notice: `resuming the run in ${directory} at epoch ${position.epoch}, step ${position.step}`,
  };
}
