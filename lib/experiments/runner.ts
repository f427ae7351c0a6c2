import { availableParallelism } from "node:os";
import type { StoredFigure } from "../figure.js";
import { recordUnion } from "../train/record-union.js";
import { checkDrawn } from "./check-drawn.js";
import type { Figure } from "./define-figure.js";
import { executeRuns } from "./execute-runs.js";
import { requireFullSets } from "./full-sets.js";
import { type PlannedRun, planFigure } from "./plan.js";
import { recordedRun } from "./recorded-run.js";
import { checkOptions, figureList, type ReproduceOptions } from "./reproduce-options.js";
import { type Outcome, storeFigure } from "./store-figure.js";

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
 * @param figures one figure or several, whose runs are wanted
 * @param options scale and directory (required); jobs (one a core), device (`cpu`), where data lie
 * @example
 * const { figures } = await reproduce(figure, { scale: "reduced", directory: "results" });
 * await drawReport("results");
 * @throws InputError when a figure, an option, a spec or its data cannot be used, a plot would have no run to draw, a set
 *   is not there in full at paper scale, a device can be used by none of the runs, or a measure fails.
 */
export async function reproduce(
  figures: Figure | readonly Figure[],
  options: ReproduceOptions,
): Promise<Reproduction> {
  checkOptions(options);
  const { scale, directory, dataRoot } = options;
  const cores = availableParallelism();
  const jobs = options.jobs ?? cores;
  const threads = Math.max(1, Math.floor(cores / jobs));
  const plan = { scale, threads, device: options.device ?? "cpu" };
  const planned = [];
  for (const figure of figureList(figures)) {
    const one = await planFigure(figure, dataRoot === undefined ? plan : { ...plan, dataRoot });
    checkDrawn(one, scale);
    planned.push(one);
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
