/**
 * layca: train neural networks from TypeScript on libtorch, and measure and control how fast each layer
 * rotates. Importing it loads nothing native: the first tensor or run does.
 */

export type { DType } from "./addon.js";
export {
  type AugmentImagesOptions,
  type AugmentSpec,
  type AugmentSpecInput,
  augmentImages,
  type DataSpec,
  type DataSpecInput,
  datasets,
  type RandomShiftOptions,
  randomFlip,
  randomShift,
} from "./data/index.js";
export {
  InputError,
  type InputIssue,
  LaycaError,
  LibtorchError,
  TorchError,
} from "./errors.js";
export { libtorchInfo } from "./native.js";
export {
  describeNetwork,
  type LayerDescription,
  type LayerSpec,
  type Network,
  type NetworkDescription,
  type NetworkSpec,
  type NetworkSpecInput,
  network,
  type ParameterDescription,
} from "./nn/index.js";
export {
  adagrad,
  adam,
  adamW,
  constantSchedule,
  cosineSchedule,
  lars,
  layca,
  layerMultipliers,
  normalized,
  type OptimizerSpec,
  rmsprop,
  type ScheduleSpec,
  sgd,
  stepSchedule,
  warmupSchedule,
} from "./optim/index.js";
export type {
  FeedbackEntry,
  Figures,
  GradientEntry,
  HistoryEntry,
  KernelLayer,
  RotationEntry,
  RunRecord,
  RunStatus,
  SecondMomentEntry,
} from "./record.js";
export { cosineDistance, percentiles, rotationAngle, silhouette } from "./rotation/index.js";
export {
  ellipsis,
  enableGrad,
  loadSafetensors,
  newAxis,
  noGrad,
  saveSafetensors,
  slice,
  Tensor,
  tensor,
  torch,
} from "./tensor/index.js";
export { type EvaluatedSet, type Evaluation, evaluate } from "./train/evaluate.js";
export { type LoadModelOptions, loadModel } from "./train/load-model.js";
export {
  Model,
  type ModelBatch,
  type ModelNormalization,
  type ModelParts,
  type Prediction,
} from "./train/model.js";
export type { ResumePoint } from "./train/resume-point.js";
export { Run, type RunProgress, type RunResult } from "./train/run.js";
export { type RunIntoOptions, type RunIntoResult, runInto } from "./train/run-directory.js";
export { runKey } from "./train/run-key.js";
export { readRecord } from "./train/run-record.js";
export { parseRunSpec, type RunSpec, type RunSpecInput } from "./train/run-spec.js";
export {
  type StartOptions,
  startRun,
  type TrainOptions,
  train,
} from "./train/train.js";
