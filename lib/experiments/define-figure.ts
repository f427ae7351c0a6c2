import type { Plot, Scale } from "../figure.js";
import type { OptimizerInput } from "../optim/index.js";
import type { RunRecord } from "../record.js";
import type { RunSpecInput } from "../train/run-spec.js";
import type { Judgement, Results } from "./results.js";

/** A value for each scale. */
export type PerScale<T> = Readonly<Record<Scale, T>>;

/** What is learnt, by which network and for how long; everything but how. */
export interface Task {
  readonly id: string;
  /** In words, for reports. */
  readonly text: string;
  readonly spec: PerScale<Omit<RunSpecInput, "optimizer" | "seed" | "device">>;
}

/** How weights are updated. */
export interface Method {
  /** As legends name it. */
  readonly id: string;
  /** In words, for reports. */
  readonly text: string;
  readonly optimizer: OptimizerInput;
}

/** Named axes and their values: `{ layer: [0, 1, 2] }`. */
export type Grid = Readonly<Record<string, readonly (string | number)[]>>;

/** One combination of a grid's values. */
export type GridPoint<Axes extends Grid> = { readonly [Name in keyof Axes]: Axes[Name][number] };

/** A number taken from a run's record; undefined where the record has none. */
export type Measure = (record: RunRecord) => number | undefined;

/** A statement that must hold, and how the measured numbers decide. */
export interface Claim<Measures extends string = string> {
  readonly text: string;
  judge(results: Results<Measures>): Judgement;
}

/** Science only: which runs, what is measured, what is drawn, what must hold. */
export interface FigureDefinition<Axes extends Grid, Measures extends string> {
  /** As `layca reproduce` names it. */
  readonly id: string;
  /** `Figure 1`. */
  readonly name: string;
  readonly title: string;
  readonly source: string;
  /** What is shown, in a few sentences. */
  readonly text: string;
  /** What a reader must know beside it at one scale. */
  readonly remarks?: Partial<PerScale<string>>;
  readonly tasks: readonly Task[];
  readonly methods: readonly Method[];
  /** Every task and method is run at every point of the grid, with every seed. */
  readonly grid?: Axes;
  /** What a point of the grid changes in the run spec. */
  vary?(point: GridPoint<Axes>): Partial<RunSpecInput>;
  readonly seeds: PerScale<readonly number[]>;
  readonly measures: Readonly<Record<Measures, Measure>>;
  readonly plots: readonly Plot[];
  readonly claims: readonly Claim<Measures>[];
}

/** A figure of whatever axes and measures. The runner gives `vary` points of the figure's own grid only. */
export type Figure = FigureDefinition<Grid, string>;

/** Defines a figure; the runner, the records and the report do the rest. */
export function defineFigure<const Axes extends Grid, Measures extends string>(
  definition: FigureDefinition<Axes, Measures>,
): Figure {
  return definition;
}
