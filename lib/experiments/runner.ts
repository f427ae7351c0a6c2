import { availableParallelism } from "node:os";
import type { Scale, StoredFigure } from "../figure.js";
import { recordUnion } from "../train/record-union.js";
import type { Figure } from "./define-figure.js";
import { executeRuns } from "./execute-runs.js";
import { requireFullSets } from "./full-sets.js";
import { type PlannedRun, planFigure } from "./plan.js";
import { recordedRun } from "./recorded-run.js";
import { type Outcome, storeFigure } from "./store-figure.js";
import type { ReproduceProgress } from "./time-left.js";

/** Where and how the runs of figures are executed. */
export interface ReproduceOptions {
  /** Which of a figure's studies, and what must hold of them. */
  readonly scale: Scale;
  /** Where runs and figures are stored. */
  readonly directory: string;
  /** Where the data sets lie; default: where `layca data` puts them. */
  readonly dataRoot?: string;
  /**
   * Runs at once, each in a process of its own; default: one a core. Threads of each: cores ÷ jobs, at least 1,
   * unless its task states another number.
   */
  readonly jobs?: number;
  /** `cpu` (default) or `cuda`. */
  readonly device?: string;
  /** Stops the runs in hand, which keep checkpoints; what has ended stays recorded. */
  readonly signal?: AbortSignal;
  /** Called as runs come on. */
  readonly onProgress?: (progress: ReproduceProgress) => void;
  /** Called with a sentence where a run goes on from a checkpoint, or could not. */
  readonly onNotice?: (notice: string) => void;
}

/** What became of the figures that were asked for. */
export interface Reproduction {
  /** As stored; empty when interrupted. */
  readonly figures: readonly StoredFigure[];
  /** Runs executed now. */
  readonly executed: number;
  /** Runs that had been recorded before. */
  readonly recorded: number;
  /** Whether the signal came before all had ended. */
  readonly interrupted: boolean;
}

/**
 * Runs all that the figures ask for and that is not recorded yet, each run once though several figures
 * want it, and stores every figure. A run that was cut off goes on from its checkpoint; one that fails
 * does not end the others.
 *
 * @param figures whose runs are wanted
 * @param options scale and directory (required); jobs (one a core), device (`cpu`), where data lie
 * @example
 * const { figures } = await reproduce([figure], { scale: "reduced", directory: "results" });
 * await drawReport("results");
 * @throws InputError when a spec or its data cannot be used, a set is not there in full at paper scale, or a device
 *   can be used by none of the runs.
 */
export async function reproduce(
  figures: readonly Figure[],
  options: ReproduceOptions,
): Promise<Reproduction> {
  const { scale, directory, dataRoot } = options;
  const cores = availableParallelism();
  const jobs = options.jobs ?? cores;
  const threads = Math.max(1, Math.floor(cores / jobs));
  const plan = { scale, threads, device: options.device ?? "cpu" };
  const planned = [];
  for (const figure of figures) {
    planned.push(await planFigure(figure, dataRoot === undefined ? plan : { ...plan, dataRoot }));
  }

  if (scale === "paper") requireFullSets(planned.flatMap(({ runs }) => runs));

  const outcomes = new Map<string, Outcome>();
  const pending = new Map<string, PlannedRun>();
  for (const run of distinctRuns(planned.flatMap(({ runs }) => runs))) {
    const record = recordedRun(directory, run);
    if (record) outcomes.set(run.key, { record });
    else pending.set(run.key, run);
  }
  const recorded = outcomes.size;
  const executed = await executeRuns([...pending.values()], { ...options, jobs });
  for (const [key, outcome] of executed) outcomes.set(key, outcome);

  const interrupted = executed.size < pending.size;
  const stored = [];
  for (const figure of interrupted ? [] : planned) {
    stored.push(await storeFigure(directory, figure, outcomes, scale));
  }
  return { figures: stored, executed: executed.size, recorded, interrupted };
}

/** Each run once, recording all that any figure asks of it. */
function distinctRuns(runs: readonly PlannedRun[]): PlannedRun[] {
  const distinct = new Map<string, PlannedRun>();
  for (const run of runs) {
    const known = distinct.get(run.key);
    const record = known && recordUnion(known.spec.record, run.spec.record);
    distinct.set(run.key, record ? { ...run, spec: { ...run.spec, record } } : run);
  }
  return [...distinct.values()];
}
