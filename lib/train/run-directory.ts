import { mkdir, open, readFile, rm } from "node:fs/promises";
import { cpus } from "node:os";
import { join } from "node:path";
import { setInterval } from "node:timers";
import writeFileAtomic from "write-file-atomic";
import { InputError, LaycaError } from "../errors.js";
import { engine } from "../native.js";
import type { HistoryEntry, RunRecord } from "../record.js";
import { laycaVersion } from "../version.js";
import { recordCovers } from "./record-covers.js";
import type { Run, RunProgress } from "./run.js";
import { runKey } from "./run-key.js";
import type { RunSpec } from "./run-spec.js";
import { startRun } from "./train.js";

/** How `runInto` executes a run. */
export interface RunIntoOptions {
  /** Ends the run after the step in hand; its record then says `interrupted`. */
  readonly signal?: AbortSignal;
  /** Replaces whatever run the directory holds. */
  readonly force?: boolean;
  /** Whether initial and final weights are kept; default true. */
  readonly weights?: boolean;
  /** Called some five times a second while the run is under way. */
  readonly onProgress?: (progress: RunProgress) => void;
}

/** A run's record, and whether it was there already. */
export interface RunIntoResult {
  readonly record: RunRecord;
  readonly recorded: boolean;
}

const PROGRESS_INTERVAL_MS = 200;
const REWRITE_INTERVAL_MS = 1000;

/**
 * Executes a run and keeps what it gives in `directory`: `record.json` (rewritten atomically),
 * `history.jsonl` (a line as it happens), `initial.safetensors` and `final.safetensors`. A directory that
 * holds a finished or failed record of the same key that covers what is asked is left as it is. One that was
 * cut off is run again from its start.
 *
 * @throws {InputError} when the directory holds a run of another key, unless `force` is given
 */
export async function runInto(
  directory: string,
  spec: RunSpec,
  options: RunIntoOptions = {},
): Promise<RunIntoResult> {
  const key = await runKey(spec);
  const present = await readRecord(directory);
  if (present && !options.force) {
    if (present.key !== key) {
      throw InputError.at(
        directory,
        `expected no run or the run ${key.slice(0, 12)} but it holds the run ${present.key.slice(0, 12)}; --force replaces it`,
      );
    }
    if (isResult(present) && recordCovers(present.spec.record, spec.record)) {
      return { record: present, recorded: true };
    }
  }
  return { record: await execute(directory, key, spec, options), recorded: false };
}

/** Reads a directory's record; undefined when there is none. */
export async function readRecord(directory: string): Promise<RunRecord | undefined> {
  const path = join(directory, "record.json");
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw InputError.at(path, `cannot be read (${String(error)})`, { cause: error });
  }
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

/** A run that diverged is a result as much as one that finished: its spec gives the same again. */
function isResult(record: RunRecord): boolean {
  return record.status === "finished" || record.status === "stopped" || record.status === "failed";
}

async function execute(
  directory: string,
  key: string,
  spec: RunSpec,
  options: RunIntoOptions,
): Promise<RunRecord> {
  await mkdir(directory, { recursive: true });
  const versions = {
    layca: laycaVersion,
    libtorch: engine().libtorchVersion(),
    node: process.versions.node,
  };
  const path = (name: string) => join(directory, name);
  // What an earlier run left would otherwise stand beside this one's record should it be cut off.
  for (const name of ["record.json", "history.jsonl", "initial.safetensors", "final.safetensors"]) {
    await rm(path(name), { force: true });
  }
  const startedAt = new Date();
  const history: HistoryEntry[] = [];
  const run = startRun(spec, {
    ...(options.weights === false
      ? {}
      : { initialPath: path("initial.safetensors"), finalPath: path("final.safetensors") }),
    ...(options.signal ? { signal: options.signal } : {}),
  });
  // Its failure is met below, where it is awaited, however early it comes.
  run.result.catch(() => undefined);
  const snapshot = (rest: Partial<RunRecord>): RunRecord => ({
    format: "layca-record/1",
    key,
    spec: { ...spec },
    versions,
    machine: { cpu: cpus()[0]?.model.trim() ?? "unknown", threads: spec.threads },
    startedAt: startedAt.toISOString(),
    seconds: run.progress().seconds,
    status: "running",
    layers: run.layers,
    history,
    ...rest,
  });
  const write = async (record: RunRecord): Promise<RunRecord> => {
    await writeFileAtomic(path("record.json"), `${JSON.stringify(record)}\n`);
    return record;
  };
  const reporting = reportProgress(run, options.onProgress);
  try {
    await follow(run, path("history.jsonl"), history, () => write(snapshot({})));
    const { status, reason, test, layers, seconds } = await run.result;
    return await write(
      snapshot({
        status,
        layers,
        seconds,
        ...(reason === undefined ? {} : { reason }),
        ...(test === undefined ? {} : { test }),
      }),
    );
  } catch (error) {
    run.stop();
    await run.result.catch(() => undefined);
    if (error instanceof LaycaError && !(error instanceof InputError)) {
      await write(snapshot({ status: "interrupted", reason: error.message }));
    }
    throw error;
  } finally {
    clearInterval(reporting);
  }
}

/** Writes every entry as a line as it comes, and the record now and then at an epoch's end. */
async function follow(
  run: Run,
  path: string,
  history: HistoryEntry[],
  rewrite: () => Promise<unknown>,
): Promise<void> {
  const lines = await open(path, "w");
  let rewritten = Number.NEGATIVE_INFINITY;
  try {
    for await (const entry of run) {
      history.push(entry);
      await lines.write(`${JSON.stringify(entry)}\n`);
      const now = performance.now();
      if (entry.at === "epoch" && now - rewritten >= REWRITE_INTERVAL_MS) {
        await rewrite();
        rewritten = now;
      }
    }
    await lines.sync();
  } finally {
    await lines.close();
  }
}

function reportProgress(
  run: Run,
  onProgress: RunIntoOptions["onProgress"],
): NodeJS.Timeout | undefined {
  if (!onProgress) return undefined;
  return setInterval(() => onProgress(run.progress()), PROGRESS_INTERVAL_MS).unref();
}
