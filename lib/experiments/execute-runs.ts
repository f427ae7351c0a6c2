import { InputError, LibtorchError } from "../errors.js";
import { readRecord } from "../train/run-record.js";
import type { PlannedRun } from "./plan.js";
import { runDirectory } from "./recorded-run.js";
import { LocalQueue, type QueuedRun, type RunQueue } from "./run-queue.js";
import type { Outcome } from "./store-figure.js";
import { type ReproduceProgress, WorkLog } from "./time-left.js";
import { type RunWorker, type WorkerEnding, WorkerProcess } from "./worker-process.js";

export interface ExecuteOptions {
  readonly directory: string;
  /** Runs at once, each in a process of its own. */
  readonly jobs: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: ReproduceProgress) => void;
  /** Called with a sentence where a run goes on from a checkpoint, or could not. */
  readonly onNotice?: (notice: string) => void;
  /** What executes runs; default: a process. */
  readonly startWorker?: () => RunWorker;
}

/**
 * Executes runs, `jobs` at once, the costly ones first so that the cheap ones fill the gaps at the end. A run that
 * was cut off earlier goes on from its checkpoint. One that fails does not end the others; one that was cut off by
 * the signal has no outcome.
 *
 * @throws InputError when what the runs are given can be used by none of them; LibtorchError when libtorch cannot.
 */
export async function executeRuns(
  runs: readonly PlannedRun[],
  options: ExecuteOptions,
): Promise<ReadonlyMap<string, Outcome>> {
  const { directory, jobs, signal, onProgress, onNotice = () => undefined } = options;
  const { startWorker = () => new WorkerProcess() } = options;
  const log = new WorkLog(new Map(runs.map(({ key, cost }) => [key, cost])));
  const started = performance.now();
  const report = () => onProgress?.(log.progress((performance.now() - started) / 1000));

  const costliest = [...runs].sort((a, b) => b.cost - a.cost);
  const queue = new LocalQueue(
    costliest.map(({ key, spec }) => ({ key, spec, directory: runDirectory(directory, key) })),
  );
  const endings: WorkerEnding[] = [];
  const execute = async (worker: RunWorker, run: QueuedRun) => {
    const onFraction = (fraction: number) => {
      log.advance(run.key, fraction);
      report();
    };
    const ending = await worker.execute(run, { onFraction, onNotice });
    const outcome = await outcomeOf(run, ending, signal);
    if (!outcome) return queue.giveBack(run);
    endings.push(ending);
    await queue.finish(run, outcome);
    log.end(run.key);
    report();
  };
  const count = Math.min(jobs, runs.length);
  await Promise.all(Array.from({ length: count }, () => work(queue, startWorker, execute, signal)));

  if (endings.length === runs.length) refuseWhatNoneCanUse(endings);
  return queue.outcomes;
}

function refuseWhatNoneCanUse(endings: readonly WorkerEnding[]): void {
  const [first] = endings;
  if (first?.kind !== "failed" || first.unusable === undefined) return;
  const { reason, unusable } = first;
  if (!endings.every((ending) => ending.kind === "failed" && ending.reason === reason)) return;
  throw unusable === "libtorch" ? new LibtorchError(reason) : InputError.at("", reason);
}

/** Takes runs until there are none, or until the signal. */
async function work(
  queue: RunQueue,
  startWorker: () => RunWorker,
  execute: (worker: RunWorker, run: QueuedRun) => Promise<void>,
  signal: AbortSignal | undefined,
): Promise<void> {
  using worker = startWorker();
  const stop = () => worker.stop();
  signal?.addEventListener("abort", stop, { once: true });
  try {
    while (!signal?.aborted) {
      const run = await queue.take();
      if (!run) break;
      await execute(worker, run);
    }
  } finally {
    signal?.removeEventListener("abort", stop);
  }
}

async function outcomeOf(
  run: QueuedRun,
  ending: WorkerEnding,
  signal: AbortSignal | undefined,
): Promise<Outcome | undefined> {
  if (ending.kind === "failed") return signal?.aborted ? undefined : { reason: ending.reason };
  if (ending.status === "interrupted") {
    return signal?.aborted ? undefined : { reason: "its process was asked to end" };
  }
  const record = readRecord(run.directory);
  return record ? { record } : { reason: "it left no record" };
}
