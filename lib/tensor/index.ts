import { grad } from "./autograd.js";
import { AutogradFunction } from "./autograd-function.js";
import { broadcastShapes } from "./broadcast-shapes.js";
import { tensor } from "./create.js";
import { deviceCount, isAvailable } from "./cuda.js";
import { type Functional, functional } from "./functional/index.js";
import { operators } from "./functional/operators.js";
import type { FftFunctions } from "./generated/functions/fft.js";
import type { LinalgFunctions } from "./generated/functions/linalg.js";
import type { SparseFunctions } from "./generated/functions/sparse.js";
import type { SpecialFunctions } from "./generated/functions/special.js";
import type { TorchFunctions } from "./generated/functions.js";
import { generator, manualSeed } from "./generator.js";
import { enableGrad, isGradEnabled, noGrad } from "./grad-mode.js";
import { memoryStats } from "./memory.js";
import { finfo, iinfo } from "./number-limits.js";
import { functionsOf } from "./operator-functions.js";
import { keep, scope } from "./scope.js";
import { fromShared, share } from "./share.js";
import { tensordot } from "./tensordot.js";
import { getNumThreads, setNumThreads } from "./thread-count.js";
import { unique } from "./unique.js";

export type { DType } from "../addon.js";
export type { GradOptions } from "./autograd.js";
export type { FunctionContext, FunctionDefinition, InputGradients } from "./autograd-function.js";
export type { BackwardOptions } from "./backward.js";
export { type TensorOptions, tensor } from "./create.js";
export type { TensorData } from "./dtypes.js";
export { EngineOperator } from "./engine-operator.js";
export type {
  BatchNormOptions,
  CrossEntropyOptions,
  DropoutOptions,
  EmbeddingBagOptions,
  EmbeddingOptions,
  Functional,
  GaussianNllLossOptions,
  GridSampleOptions,
  GumbelSoftmaxOptions,
  InstanceNormOptions,
  InterpolateOptions,
  InterpolationMode,
  KlDivOptions,
  LocalResponseNormOptions,
  LpPoolOptions,
  MaxUnpool1dOptions,
  MultilabelSoftMarginLossOptions,
  NllLossOptions,
  NormalizeOptions,
  PoissonNllLossOptions,
  WindowOptions,
} from "./functional/index.js";
export type { Generator } from "./generator.js";
export { enableGrad, noGrad } from "./grad-mode.js";
export type { Hook, RemovableHandle } from "./hooks.js";
export { ellipsis, type Index, newAxis, type Slice, slice } from "./index-kinds.js";
export { type MemoryStats, memoryStats } from "./memory.js";
export {
  type HasParameters,
  isOwner,
  type NamedTensor,
  namedTensors,
  type TensorSource,
} from "./named-tensors.js";
export { native } from "./native-call.js";
export type { NestedInput } from "./nested-input.js";
export type { FloatingLimits, IntegerLimits } from "./number-limits.js";
export { requireLeaf } from "./require-leaf.js";
export type { ComplexDType, FloatingDType } from "./result-dtypes.js";
export {
  loadSafetensors,
  readSafetensors,
  type SafetensorsEntry,
  type SafetensorsFile,
  saveSafetensors,
} from "./safetensors.js";
export type { Complex, Device, Layout, MemoryFormat, Reduction, Scalar } from "./scalar.js";
export { keep, scope } from "./scope.js";
export { fromShared, type SharedTensor, share } from "./share.js";
export { Tensor } from "./tensor.js";
export type { DataOf, Nested, ValueOf } from "./typed.js";
export type { Unique } from "./unique.js";
export type { UniqueOptions } from "./unique-values.js";
export type { NestedValues, TensorValue } from "./values.js";

/** What `torch` holds beside its operators. */
export interface Torch extends Omit<TorchFunctions, "tensordot"> {
  /** Fourier transforms. */
  readonly fft: FftFunctions;
  /** Linear algebra. */
  readonly linalg: LinalgFunctions;
  /** Losses, activations and what else networks are made of. */
  readonly nn: { readonly functional: Functional };
  /** Operators of sparse tensors. */
  readonly sparse: SparseFunctions;
  /** Special functions. */
  readonly special: SpecialFunctions;
  readonly tensor: typeof tensor;
  /** Gradients as results, and operations whose gradients are written by hand. */
  readonly autograd: { readonly grad: typeof grad; readonly Function: typeof AutogradFunction };
  /** The graphics processors. */
  readonly cuda: {
    readonly isAvailable: typeof isAvailable;
    readonly deviceCount: typeof deviceCount;
  };
  readonly generator: typeof generator;
  readonly manualSeed: typeof manualSeed;
  readonly setNumThreads: typeof setNumThreads;
  readonly getNumThreads: typeof getNumThreads;
  readonly noGrad: typeof noGrad;
  readonly enableGrad: typeof enableGrad;
  readonly isGradEnabled: typeof isGradEnabled;
  readonly unique: typeof unique;
  readonly tensordot: typeof tensordot;
  readonly broadcastShapes: typeof broadcastShapes;
  readonly finfo: typeof finfo;
  readonly iinfo: typeof iinfo;
  readonly memoryStats: typeof memoryStats;
  readonly scope: typeof scope;
  readonly keep: typeof keep;
  readonly share: typeof share;
  readonly fromShared: typeof fromShared;
}

/**
 * PyTorch's functions under its names in camelCase, in its namespaces: required arguments by position, the others in
 * one object.
 */
export const torch: Torch = {
  ...operators,
  fft: functionsOf<FftFunctions>("fft"),
  linalg: functionsOf<LinalgFunctions>("linalg"),
  nn: { functional },
  sparse: functionsOf<SparseFunctions>("sparse"),
  special: functionsOf<SpecialFunctions>("special"),
  tensor,
  autograd: { grad, Function: AutogradFunction },
  cuda: { isAvailable, deviceCount },
  generator,
  manualSeed,
  setNumThreads,
  getNumThreads,
  noGrad,
  enableGrad,
  isGradEnabled,
  unique,
  tensordot,
  broadcastShapes,
  finfo,
  iinfo,
  memoryStats,
  scope,
  keep,
  share,
  fromShared,
};
