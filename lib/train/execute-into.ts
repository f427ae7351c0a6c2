import { rm } from "node:fs/promises";
import { setInterval } from "node:timers";
import { InputError, LaycaError } from "../errors.js";
import type { HistoryEntry, RunRecord } from "../record.js";
import type { Beginning } from "./beginning.js";
import { namingCheckpoint, runMetadata } from "./checkpoint.js";
import { RecordFile, versions } from "./record-file.js";
import type { Run, RunProgress } from "./run.js";
import { removeLeftovers, replacedFiles, runFiles } from "./run-files.js";
import type { RunSpec } from "./run-spec.js";
import { startRun } from "./train.js";

const PROGRESS_INTERVAL_MS = 200;

export interface ExecuteOptions {
  /**
   * Ends the run after the step in hand and keeps a checkpoint; its record then says
   * `interrupted`.
   */
  readonly signal?: AbortSignal;
  /** Whether initial and final weights, and the checkpoint of a run that is complete, are kept; default true. */
  readonly weights?: boolean;
  /** Called some five times a second while the run is under way. */
  readonly onProgress?: (progress: RunProgress) => void;
  /** Called with a sentence where a user should know how the run begins. */
  readonly onNotice?: (notice: string) => void;
}

/** Executes a run from where it begins, and keeps its files: see `runInto`. */
export async function executeInto(
  directory: string,
  key: string,
  spec: RunSpec,
  beginning: Exclude<Beginning, { readonly kind: "recorded" }>,
  { signal, weights = true, onProgress, onNotice }: ExecuteOptions,
): Promise<RunRecord> {
  const files = runFiles(directory);
  const before = beginning.kind === "resume" ? beginning.record : undefined;
  const resume = beginning.kind === "resume" ? beginning.point : undefined;
  if (beginning.notice !== undefined) onNotice?.(beginning.notice);
  await removeLeftovers(directory);

  const run = startRun(spec, {
    historyPath: files.history,
    checkpointPath: files.checkpoint,
    metadata: runMetadata(key, spec, versions()),
    ...(weights ? { initialPath: files.initial, finalPath: files.final } : {}),
    ...(resume ? { resume } : { replaces: replacedFiles(directory) }),
    ...(signal ? { signal } : {}),
  });
  // Its failure is met below, where it is awaited, however early it comes.
  run.result.catch(() => undefined);
  const record = new RecordFile(files.record, { key, spec, run, before });
  const history: HistoryEntry[] = [...(resume?.history ?? [])];
  const reporting = reportProgress(run, onProgress);
  try {
    await follow(run, history, record);
    const { status, reason, test } = await run.result;
    const ended = await record.write(history, {
      status,
      ...(reason === undefined ? {} : { reason }),
      ...(test === undefined ? {} : { test }),
    });
    const complete = status === "finished" || status === "stopped";
    if (complete && !(spec.checkpoint && weights)) await rm(files.checkpoint, { force: true });
    return ended;
  } catch (error) {
    run.stop();
    await run.result.catch(() => undefined);
    if (record.written) {
      const reason = error instanceof LaycaError ? error.message : String(error);
      // A full disk may refuse this too; what stopped the run is what counts.
      await record.write(history, { status: "interrupted", reason }).catch(() => undefined);
    }
    throw error instanceof InputError ? namingCheckpoint(error, files.checkpoint) : error;
  } finally {
    clearInterval(reporting);
  }
}

/** Gathers every entry as it comes, and rewrites the record now and then at an epoch's end. */
async function follow(run: Run, history: HistoryEntry[], record: RecordFile): Promise<void> {
  if (await run.begun) await record.write(history, { status: "running" });
  for await (const entry of run.entries(history.length)) {
    history.push(entry);
    if (entry.at === "epoch" && record.mayRewrite()) {
      await record.write(history, { status: "running" });
    }
  }
}

function reportProgress(
  run: Run,
  onProgress: ExecuteOptions["onProgress"],
): NodeJS.Timeout | undefined {
  if (!onProgress) return undefined;
  return setInterval(() => onProgress(run.progress()), PROGRESS_INTERVAL_MS).unref();
}
