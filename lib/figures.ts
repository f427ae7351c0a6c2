/**
 * Studies of one's own by the means of the paper's figures: `layca/figures`. Tasks by methods by a grid are
 * expanded into runs, executed in processes of their own, recorded, measured, judged and drawn.
 */

export {
  atEveryScale,
  type Claim,
  defineFigure,
  defineStudy,
  type Figure,
  type FigureDefinition,
  type Grid,
  type GridPoint,
  type Judgement,
  type LayerMeasure,
  type Measure,
  type Method,
  NotMeasured,
  type PerScale,
  type ReproduceOptions,
  type ReproduceProgress,
  type Reproduction,
  Results,
  reproduce,
  rotationRatio,
  type Study,
  type StudyDefinition,
  type StudyTask,
  type Training,
  testAccuracy,
  trainAccuracy,
} from "./experiments/index.js";
export type {
  Labels,
  Plot,
  Published,
  PublishedLayerLine,
  PublishedLayers,
  PublishedLayersPanel,
  PublishedSeries,
  Reference,
  Scale,
  Selection,
  StoredFigure,
} from "./figure.js";
export {
  drawReport,
  type ReportFiles,
  readResults,
  reportSummary,
  type StoredResults,
  writeTensorboard,
} from "./report/index.js";
