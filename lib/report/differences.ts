import { agree } from "../figure/agree.js";
import type { FigureRun, Labels, Reference, StoredFigure } from "../figure.js";
import { meanOf } from "./plot-runs.js";

/**
 * How far the mean of an accuracy over some runs lies from that of the reference, in percentage points: the paper's
 * Δη. Undefined where the runs are the reference, or one of the two has not been measured.
 */
export function differenceTo(
  { runs: all }: StoredFigure,
  { same, where }: Reference,
  measure: string,
  runs: readonly FigureRun[],
): number | undefined {
  const shared = sharedLabels(runs[0]?.labels ?? {}, same);
  const others = all.filter(({ labels }) => agree(labels, { ...shared, ...where }));
  if (runs.some((run) => others.includes(run))) return undefined;
  const [ours, theirs] = [meanMeasured(runs, measure), meanMeasured(others, measure)];
  return ours === undefined || theirs === undefined ? undefined : 100 * (ours - theirs);
}

/** The mean of a measure over the runs that have it; undefined where none has. */
export function meanMeasured(runs: readonly FigureRun[], measure: string): number | undefined {
  const values = runs.flatMap(({ values }) => values[measure] ?? []);
  return values.length === 0 ? undefined : meanOf(values);
}

function sharedLabels(labels: Labels, same: readonly string[]): Labels {
  return Object.fromEntries(
    same.flatMap((name) => (name in labels ? [[name, labels[name] ?? ""]] : [])),
  );
}
