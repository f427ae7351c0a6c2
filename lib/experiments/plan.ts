import type { Labels, Scale } from "../figure.js";
import { runKey } from "../train/run-key.js";
import { parseRunSpec, type RunSpec } from "../train/run-spec.js";
import { checkpointInterval } from "./checkpoint-interval.js";
import { runCost } from "./cost.js";
import type { Figure, Grid, GridPoint } from "./define-figure.js";

/** One run of a figure, ready to be executed. */
export interface PlannedRun {
  readonly key: string;
  readonly labels: Labels;
  readonly spec: RunSpec;
  /** What it takes, relative to other runs. */
  readonly cost: number;
}

export interface PlannedFigure {
  readonly figure: Figure;
  readonly runs: readonly PlannedRun[];
}

export interface PlanOptions {
  readonly scale: Scale;
  /** Where the data sets lie; default: where `layca data` puts them. */
  readonly dataRoot?: string;
  /** Of each run, where its task does not state another number. */
  readonly threads: number;
  readonly device: string;
}

/**
 * Expands a figure into its runs: tasks × methods × grid × seeds.
 *
 * @throws InputError when a spec does not fit or its data are not there.
 */
export async function planFigure(figure: Figure, options: PlanOptions): Promise<PlannedFigure> {
  const runs: PlannedRun[] = [];
  for (const { labels, spec } of expand(figure, options)) {
    // One after the other, so that the files that the first key reads are known to all that follow.
    const kept = { ...checkpointInterval(spec), ...spec };
    runs.push({ key: await runKey(spec), labels, spec: kept, cost: runCost(spec) });
  }
  return { figure, runs };
}

function expand(figure: Figure, options: PlanOptions) {
  const { scale, threads, device, dataRoot } = options;
  return figure.tasks.flatMap((task) =>
    figure.methods.flatMap((method) =>
      gridPoints(figure.grid ?? {}).flatMap((point) =>
        figure.seeds[scale].map((seed) => ({
          labels: { task: task.id, method: method.id, ...point, seed },
          spec: parseRunSpec(
            {
              threads,
              ...task.spec[scale],
              optimizer: method.optimizer,
              ...figure.vary?.(point),
              seed,
              device,
            },
            dataRoot === undefined ? {} : { dataRoot },
          ),
        })),
      ),
    ),
  );
}

/** Every combination of the axes' values; one empty combination where there is no axis. */
export function gridPoints(grid: Grid): GridPoint<Grid>[] {
  return Object.entries(grid).reduce<GridPoint<Grid>[]>(
    (points, [name, values]) =>
      points.flatMap((point) => values.map((value) => ({ ...point, [name]: value }))),
    [{}],
  );
}
