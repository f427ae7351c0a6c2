import type { Plot, Scale } from "../figure.js";
import type { OptimizerInput } from "../optim/index.js";
import type { RunRecord } from "../record.js";
import type { RunSpecInput } from "../train/run-spec.js";
import type { Judgement, Results } from "./results.js";
import type { StudyTask } from "./study-task.js";

/** A value for each scale. */
export type PerScale<T> = Readonly<Record<Scale, T>>;

/** How weights are updated: in one of the task's own ways, or by an optimizer in place of that way's. */
export interface Method {
  /** As legends name it. */
  readonly id: string;
  /** In words, for reports. */
  readonly text: string;
  /** Which of the task's trainings gives schedule, epochs and optimizer. */
  readonly training: string;
  /** In place of that training's; default: its own. */
  readonly optimizer?: OptimizerInput;
}

/** Named axes and their values: `{ layer: [0, 1, 2] }`. */
export type Grid = Readonly<Record<string, readonly (string | number)[]>>;

/** One combination of a grid's values. */
export type GridPoint<Axes extends Grid> = { readonly [Name in keyof Axes]: Axes[Name][number] };

/** Every task is trained by every method at every point of the grid with every seed. */
export interface StudyDefinition<Axes extends Grid> {
  /** What is learnt. */
  readonly tasks: readonly StudyTask[];
  /** How it is learnt. */
  readonly methods: readonly Method[];
  /** What is varied; default: nothing. */
  readonly grid?: Axes;
  /** What a point of the grid changes in the run spec. */
  vary?(point: GridPoint<Axes>): Partial<RunSpecInput>;
  /** Every combination is run with each. */
  readonly seeds: readonly number[];
  /** What is recorded; default: what the task records. */
  readonly record?: RunSpecInput["record"];
}

declare const axes: unique symbol;

/** A study whose grid has axes of these names. The runner gives `vary` points of the study's own grid only. */
export interface Study<Axis extends string = string> extends StudyDefinition<Grid> {
  /** Known to TypeScript alone. */
  readonly [axes]?: Axis;
}

/** A number taken from a run's record; undefined where the record has none. */
export type Measure = (record: RunRecord) => number | undefined;

/** A number for each kernel in forward order, taken from a run's record; undefined where the record has none. */
export type LayerMeasure = (record: RunRecord) => readonly number[] | undefined;

/** A statement that must hold, and how the measured numbers decide. */
export interface Claim<Measures extends string = string> {
  /** The statement. */
  readonly text: string;
  /** Whether it holds; one that throws does not, and the report says why. */
  judge(results: Results<Measures>): Judgement;
}

/** Science only: which runs, what is measured, what is drawn, what must hold. */
export interface FigureDefinition<
  Measures extends string,
  LayerMeasures extends string = string,
  Axes extends string = string,
> {
  /** As `layca reproduce` names it, and its folder: letters, digits, hyphens and underscores. */
  readonly id: string;
  /** `Figure 1`. */
  readonly name: string;
  /** What it shows, in a heading. */
  readonly title: string;
  /** Where in the paper, or what the figure is for. */
  readonly source: string;
  /** What is shown, in a few sentences. */
  readonly text: string;
  /** What a reader must know beside it at one scale, what cannot be seen there above all. */
  readonly remarks?: Partial<PerScale<string>>;
  /** What is run. */
  readonly studies: PerScale<readonly Study<Axes>[]>;
  /** What is measured of each run, by name. */
  readonly measures: Readonly<Record<Measures, Measure>>;
  /** What plots of the kind `layerPoints` draw. */
  readonly layerMeasures?: Readonly<Record<LayerMeasures, LayerMeasure>>;
  /** What is drawn, of runs with the labels `task`, `method`, `seed` and the axes of the studies' grids. */
  readonly plots: readonly Plot<
    NoInfer<Measures>,
    NoInfer<LayerMeasures>,
    NoInfer<Axes> | "task" | "method" | "seed"
  >[];
  /** At smoke scale nothing need hold: its runs show that all works. */
  readonly claims: Partial<PerScale<readonly Claim<Measures>[]>>;
}

/** A figure of whatever measures. */
export type Figure = FigureDefinition<string>;
