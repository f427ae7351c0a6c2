import type { RunSpec } from "../train/run-spec.js";
import { runCost } from "./cost.js";

/** Multiply-adds: a minute or so of two cores. */
const WORK_BETWEEN = 5e12;

/**
 * How often a run of a figure keeps a checkpoint: after so many epochs that losing the work since is bearable and
 * writing takes no time to speak of; never where the whole run is shorter.
 */
export function checkpointInterval(run: RunSpec): Pick<RunSpec, "checkpoint"> {
  const epochs = Math.ceil((WORK_BETWEEN * run.epochs) / runCost(run));
  return epochs < run.epochs ? { checkpoint: { every: { epochs } } } : {};
}
