import pLimit from "p-limit";
import { TorchError } from "../errors.js";
import { runInto } from "../train/run-directory.js";
import type { PlannedRun } from "./plan.js";
import { runDirectory } from "./recorded-run.js";
import type { Outcome } from "./store-figure.js";
import { type ReproduceProgress, WorkLog } from "./time-left.js";

export interface ExecuteOptions {
  readonly directory: string;
  /** Runs at once. */
  readonly jobs: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: ReproduceProgress) => void;
}

/**
 * Executes runs, `jobs` at once, the costly ones first so that the cheap ones fill the gaps at the end.
 * A run that fails does not end the others; one that was cut off by the signal has no outcome.
 *
 * @throws InputError or LibtorchError of the first run that could not start, when the others have stopped.
 */
export async function executeRuns(
  runs: readonly PlannedRun[],
  { directory, jobs, signal, onProgress }: ExecuteOptions,
): Promise<Map<string, Outcome>> {
  const outcomes = new Map<string, Outcome>();
  const log = new WorkLog(new Map(runs.map(({ key, cost }) => [key, cost])));
  const started = performance.now();
  const report = () => onProgress?.(log.progress((performance.now() - started) / 1000));

  // What one run cannot use, none can: the first such error ends the others.
  const fatal = new AbortController();
  const stop = signal ? AbortSignal.any([signal, fatal.signal]) : fatal.signal;
  const limit = pLimit(jobs);
  const costliest = [...runs].sort((a, b) => b.cost - a.cost);
  const ends = costliest.map((run) =>
    limit(async () => {
      if (stop.aborted) return;
      const onFraction = (fraction: number) => {
        log.advance(run.key, fraction);
        report();
      };
      const outcome = await executeRun(run, directory, stop, onFraction).catch((error: unknown) => {
        fatal.abort();
        throw error;
      });
      if (!outcome) return;
      outcomes.set(run.key, outcome);
      log.end(run.key);
      report();
    }),
  );
  for (const end of await Promise.allSettled(ends)) {
    if (end.status === "rejected") throw end.reason;
  }
  return outcomes;
}

async function executeRun(
  run: PlannedRun,
  directory: string,
  signal: AbortSignal,
  onFraction: (fraction: number) => void,
): Promise<Outcome | undefined> {
  try {
    const { record } = await runInto(runDirectory(directory, run.key), run.spec, {
      signal,
      // A figure draws records alone; the weights of a hundred runs would be gigabytes.
      weights: false,
      onProgress: ({ step, totalSteps }) => onFraction(totalSteps > 0 ? step / totalSteps : 0),
    });
    return record.status === "interrupted" ? undefined : { record };
  } catch (error) {
    // Out of memory, a full disk: that run's misfortune, told in the report.
    if (error instanceof TorchError) return { reason: error.message };
    throw error;
  }
}
