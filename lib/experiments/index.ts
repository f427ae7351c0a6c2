export {
  atEveryScale,
  type Claim,
  defineFigure,
  defineStudy,
  type Figure,
  type FigureDefinition,
  type Grid,
  type GridPoint,
  type LayerMeasure,
  type Measure,
  type Method,
  type PerScale,
  type Study,
  type StudyDefinition,
} from "./define-figure.js";
export { rotationRatio, testAccuracy, trainAccuracy } from "./measures.js";
export type { ReproduceOptions } from "./reproduce-options.js";
export { type Judgement, NotMeasured, Results } from "./results.js";
export { type Reproduction, reproduce } from "./runner.js";
export { selectFigures } from "./select-figures.js";
export type { StudyTask, Training } from "./study-task.js";
export { studyTask, taskNames } from "./study-tasks.js";
export type { ReproduceProgress } from "./time-left.js";
