import { InputError } from "../errors.js";
import type { Labels, Scale } from "../figure.js";
import { runKey } from "../train/run-key.js";
import { parseRunSpec, type RunSpec } from "../train/run-spec.js";
import { checkpointInterval } from "./checkpoint-interval.js";
import { runCost } from "./cost.js";
import type { Figure, Grid, GridPoint, Method, Study } from "./define-figure.js";
import type { StudyTask } from "./study-task.js";

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
 * Expands a figure into its runs: of each study tasks × methods × grid × seeds.
 *
 * @throws InputError when a spec does not fit, its data are not there, or a task is not trained in a method's way.
 */
export async function planFigure(figure: Figure, options: PlanOptions): Promise<PlannedFigure> {
  const runs: PlannedRun[] = [];
  for (const { labels, spec } of expand(figure, options)) {
    // One after the other, so that the files that the first key reads are known to all that follow.
    const cost = runCost(spec);
    const kept = { ...checkpointInterval(spec, cost), ...spec };
    runs.push({ key: await runKey(spec), labels, spec: kept, cost });
  }
  return { figure, runs };
}

function expand(figure: Figure, options: PlanOptions) {
  const { threads, device, dataRoot } = options;
  const place = dataRoot === undefined ? {} : { dataRoot };
  return figure.studies[options.scale].flatMap((study) =>
    combinations(study).map(({ task, method, point, seed }) => ({
      labels: { task: task.id, method: method.id, ...point, seed },
      spec: parseRunSpec(
        {
          threads,
          ...task.setting,
          ...trainingOf(task, method),
          ...(study.record === undefined ? {} : { record: study.record }),
          ...study.vary?.(point),
          seed,
          device,
        },
        place,
      ),
    })),
  );
}

function combinations({ tasks, methods, grid = {}, seeds }: Study) {
  return tasks.flatMap((task) =>
    methods.flatMap((method) =>
      gridPoints(grid).flatMap((point) => seeds.map((seed) => ({ task, method, point, seed }))),
    ),
  );
}

function trainingOf(task: StudyTask, { id, training: name, optimizer }: Method) {
  const training = Object.hasOwn(task.trainings, name) ? task.trainings[name] : undefined;
  if (!training) {
    const known = Object.keys(task.trainings).join(", ");
    throw InputError.at(
      `method ${id}`,
      `expected a training of ${task.id}, which are ${known}, but received ${name}`,
    );
  }
  return optimizer === undefined ? training : { ...training, optimizer };
}

/** Every combination of the axes' values; one empty combination where there is no axis. */
export function gridPoints(grid: Grid): GridPoint<Grid>[] {
  return Object.entries(grid).reduce<GridPoint<Grid>[]>(
    (points, [name, values]) =>
      points.flatMap((point) => values.map((value) => ({ ...point, [name]: value }))),
    [{}],
  );
}
