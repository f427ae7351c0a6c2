/**
 * layca: train neural networks from TypeScript on libtorch, and measure and control how fast each layer
 * rotates. Importing it loads nothing native: the first tensor or run does.
 */

export type { DType } from "./addon/handles.js";
export {
  type AugmentImagesOptions,
  type AugmentSpec,
  type AugmentSpecInput,
  augmentImages,
  type Cifar10Options,
  type Cifar100Options,
  type DataSpec,
  type DataSpecInput,
  datasets,
  type ImageFolderOptions,
  type MnistOptions,
  type RandomShiftOptions,
  randomFlip,
  randomShift,
  type SafetensorsOptions,
  type TensorsOptions,
  type TinyImageNetOptions,
} from "./data/index.js";
export {
  InputError,
  type InputIssue,
  LaycaError,
  LibtorchError,
  TorchError,
} from "./errors.js";
export { type LibtorchInfo, libtorchInfo, type OpenedLibrary } from "./native.js";
export {
  type BuildOptions,
  describeNetwork,
  type InputSpec,
  type LayerDescription,
  type LayerSpec,
  type LayerSpecInput,
  type Network,
  type NetworkDescription,
  NetworkModule,
  type NetworkSpec,
  type NetworkSpecInput,
  network,
  type ParameterDescription,
} from "./nn/index.js";
/** Modules with parameters, for networks and loops of one's own: `nn.Module`, `nn.parameter`, `nn.build`. */
export * as nn from "./nn/modules/index.js";
export {
  type AdagradOptions,
  type AdagradSpec,
  type AdamOptions,
  type AdamSpec,
  type AdamWOptions,
  type AdamWSpec,
  adagrad,
  adam,
  adamW,
  type ConstantSchedule,
  type CosineSchedule,
  type CosineScheduleOptions,
  constantSchedule,
  cosineSchedule,
  type LarsOptions,
  type LarsSpec,
  type LaycaOptions,
  type LaycaSpec,
  lars,
  layca,
  layerMultipliers,
  type NormalizedOptions,
  type NormalizedSpec,
  normalized,
  type OptimizerInput,
  type OptimizerSpec,
  type RmspropOptions,
  type RmspropSpec,
  rmsprop,
  type ScheduleInput,
  type ScheduleSpec,
  type SgdOptions,
  type SgdSpec,
  type StepSchedule,
  type StepScheduleOptions,
  sgd,
  stepSchedule,
  type WarmupSchedule,
  type WarmupScheduleOptions,
  warmupSchedule,
} from "./optim/index.js";
/** Optimizers of tensors, for loops of one's own: `optim.layca(model, sgd(), { rate: 3 ** -3 })`. */
export * as optim from "./optim/tensors/index.js";
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
/** How far tensors turn while a loop of one's own changes them: `rotation.track(model)`. */
export * as rotation from "./rotation/index.js";
export { cosineDistance, percentiles, rotationAngle, silhouette } from "./rotation/index.js";
export type {
  BackwardOptions,
  BatchNormOptions,
  Complex,
  CrossEntropyOptions,
  DataOf,
  Device,
  DropoutOptions,
  EmbeddingBagOptions,
  EmbeddingOptions,
  FloatingDType,
  FloatingLimits,
  Functional,
  FunctionContext,
  FunctionDefinition,
  GaussianNllLossOptions,
  Generator,
  GradOptions,
  GridSampleOptions,
  GumbelSoftmaxOptions,
  HasParameters,
  Hook,
  Index,
  InputGradients,
  InstanceNormOptions,
  IntegerLimits,
  InterpolateOptions,
  InterpolationMode,
  KlDivOptions,
  Layout,
  LocalResponseNormOptions,
  LpPoolOptions,
  MaxUnpool1dOptions,
  MemoryFormat,
  MemoryStats,
  MultilabelSoftMarginLossOptions,
  Nested,
  NestedInput,
  NestedValues,
  NllLossOptions,
  NormalizeOptions,
  PoissonNllLossOptions,
  Reduction,
  RemovableHandle,
  Scalar,
  SharedTensor,
  Slice,
  TensorData,
  TensorOptions,
  TensorValue,
  Torch,
  Unique,
  UniqueOptions,
  ValueOf,
  WindowOptions,
} from "./tensor/index.js";
export {
  ellipsis,
  enableGrad,
  loadSafetensors,
  newAxis,
  noGrad,
  saveSafetensors,
  slice,
  Tensor,
  type TensorSource,
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
export {
  type DataBatch,
  type OpenDataOptions,
  type OpenedData,
  openData,
} from "./train/open-data.js";
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
