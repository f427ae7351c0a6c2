import type { RunSpec } from "../train/run-spec.js";

/** Multiply-adds: a minute or so of two cores. */
const WORK_BETWEEN = 5e12;

/**
 * How often a run of a figure keeps a checkpoint: after so many epochs that losing the work since is bearable and
 * writing takes no time to speak of; never where the whole run, of `cost` multiply-adds, is shorter.
 */
export function checkpointInterval(
  { epochs: all }: RunSpec,
  cost: number,
): Pick<RunSpec, "checkpoint"> {
  const epochs = Math.ceil((WORK_BETWEEN * all) / cost);
  return epochs < all ? { checkpoint: { every: { epochs } } } : {};
}
