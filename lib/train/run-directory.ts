import { mkdir } from "node:fs/promises";
import type { RunRecord } from "../record.js";
import { type BeginningOptions, findBeginning, findRecorded } from "./beginning.js";
import { type ExecuteOptions, executeInto } from "./execute-into.js";
import { runKey } from "./run-key.js";
import { lockDirectory } from "./run-lock.js";
import type { RunSpec } from "./run-spec.js";

/** How `runInto` begins and executes a run. */
export interface RunIntoOptions extends BeginningOptions, ExecuteOptions {}

/** A run's record, and whether it was there already. */
export interface RunIntoResult {
  /** What `record.json` holds. */
  readonly record: RunRecord;
  /** Whether the directory held it already, so that nothing was run. */
  readonly recorded: boolean;
}

/**
 * Executes a run and keeps what it gives in `directory`: `record.json` (rewritten atomically),
 * `history.jsonl` (a line as it happens), `initial.safetensors`, `final.safetensors`, and
 * `checkpoint.safetensors` where the spec asks for it and when the run is interrupted. A directory
 * that holds a finished or failed record of the same key that covers what is asked is left as it
 * is. One that was cut off is run again from its start. While the run is under way the directory is
 * locked against another.
 *
 * With `resume` a run that was interrupted or cut off, by whatever, goes on from its checkpoint; on
 * a CPU with the same number of threads its results are then, bit for bit, those of a run that was
 * never cut off. One that has ended goes on to more `epochs`. Without a checkpoint, or in an empty
 * directory, the run starts from the beginning.
 *
 * @param directory made where it is missing
 * @param spec resolved, as `parseRunSpec` gives it
 * @param options resume (false), force (false), weights (true), signal, onProgress, onNotice
 * @example
 * const spec = parseRunSpec({ network: net, data, optimizer: sgd(), epochs: 10, batchSize: 128 });
 * const { record } = await runInto("run", spec, { resume: true });
 * @throws {InputError} when the directory holds a run of another key, unless `force` is given, or one
 *   that is under way; with `resume` every difference of the spec, `threads`, `checkpoint` and more
 *   `epochs` aside; when a checkpoint is damaged, or there is none from which an ended run could go
 *   on; when the spec or its data cannot be used. What the directory holds then stays as it is
 * @throws {TorchError} when libtorch could not go on, or a file could not be written; the last
 *   checkpoint stays
 */
export async function runInto(
  directory: string,
  spec: RunSpec,
  options: RunIntoOptions = {},
): Promise<RunIntoResult> {
  const key = await runKey(spec);
  const before = findRecorded(directory, spec, key, options);
  if (before) return { record: before, recorded: true };
  await mkdir(directory, { recursive: true });
  using _lock = lockDirectory(directory);
  const beginning = await findBeginning(directory, spec, key, options);
  if (beginning.kind === "recorded") return { record: beginning.record, recorded: true };
  return { record: await executeInto(directory, key, spec, beginning, options), recorded: false };
}
