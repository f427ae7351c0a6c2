import { checkFigure } from "./check-figure.js";
import type {
  Figure,
  FigureDefinition,
  Grid,
  PerScale,
  Study,
  StudyDefinition,
} from "./figure-definition.js";

export type {
  Claim,
  Figure,
  FigureDefinition,
  Grid,
  GridPoint,
  LayerMeasure,
  Measure,
  Method,
  PerScale,
  Study,
  StudyDefinition,
} from "./figure-definition.js";

/**
 * The same value for each scale.
 *
 * @example defineFigure({ studies: atEveryScale([study]), … })
 */
export function atEveryScale<T>(value: T): PerScale<T> {
  return { smoke: value, reduced: value, paper: value };
}

/**
 * Defines a study; `vary` knows the axes by their names, and so do a figure's plots. Specs are not checked before
 * `reproduce` plans the runs.
 *
 * @example
 * defineStudy({
 *   tasks: [task],
 *   methods: [{ id: "SGD", text: "SGD with momentum", training: "sgd" }],
 *   grid: { batchSize: [32, 128] },
 *   vary: ({ batchSize }) => ({ batchSize }),
 *   seeds: [0, 1],
 * })
 */
export function defineStudy<const Axes extends Grid = Readonly<Record<never, never>>>(
  definition: StudyDefinition<Axes>,
): Study<keyof Axes & string> {
  return definition;
}

/**
 * Defines a figure; the runner, the records and the report do the rest. `examples/own-study.ts` has a whole one.
 *
 * @param definition what is run, measured, drawn and stated; claims and plots know the measures by their names
 * @throws InputError when a name would lead elsewhere, two plots have the same, or a plot asks for labels or measures that
 *   are none of the figure's.
 */
export function defineFigure<
  Measures extends string,
  LayerMeasures extends string = string,
  Axes extends string = string,
>(definition: FigureDefinition<Measures, LayerMeasures, Axes>): Figure {
  checkFigure(definition);
  return definition;
}
