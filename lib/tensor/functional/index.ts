import type { FunctionalFunctions } from "../generated/functions/functional.js";
import { gumbelSoftmax, logsigmoid, softmin, softsign, tanhshrink } from "./activations.js";
import { crossEntropy, nllLoss } from "./class-losses.js";
import {
  alphaDropout,
  dropout,
  dropout1d,
  dropout2d,
  dropout3d,
  featureAlphaDropout,
} from "./dropout.js";
import { embedding, embeddingBag } from "./embedding.js";
import { gaussianNllLoss, klDiv, multilabelSoftMarginLoss, poissonNllLoss } from "./losses.js";
import { batchNorm, instanceNorm, localResponseNorm, normalize } from "./normalization.js";
import { functionalOperators, operators } from "./operators.js";
import {
  binaryCrossEntropy,
  binaryCrossEntropyWithLogits,
  huberLoss,
  l1Loss,
  mseLoss,
  smoothL1Loss,
} from "./pair-losses.js";
import { lpPool1d, lpPool2d, maxUnpool1d } from "./pooling.js";
import { affineGrid, gridSample, interpolate } from "./sampling.js";
import { fold, unfold } from "./windows.js";

export type { GumbelSoftmaxOptions } from "./activations.js";
export type { CrossEntropyOptions, NllLossOptions } from "./class-losses.js";
export type { DropoutOptions } from "./dropout.js";
export type { EmbeddingBagOptions, EmbeddingOptions } from "./embedding.js";
export type {
  GaussianNllLossOptions,
  KlDivOptions,
  MultilabelSoftMarginLossOptions,
  PoissonNllLossOptions,
} from "./losses.js";
export type {
  BatchNormOptions,
  InstanceNormOptions,
  LocalResponseNormOptions,
  NormalizeOptions,
} from "./normalization.js";
export type { LpPoolOptions, MaxUnpool1dOptions } from "./pooling.js";
export type { GridSampleOptions, InterpolateOptions, InterpolationMode } from "./sampling.js";
export type { WindowOptions } from "./windows.js";

/** What PyTorch writes in Python, in its form; `ctcLoss`, `rrelu` and `rrelu_` are operators that it has here too. */
const byHand = {
  affineGrid,
  alphaDropout,
  batchNorm,
  binaryCrossEntropy,
  binaryCrossEntropyWithLogits,
  crossEntropy,
  ctcLoss: operators.ctcLoss,
  dropout,
  dropout1d,
  dropout2d,
  dropout3d,
  embedding,
  embeddingBag,
  featureAlphaDropout,
  fold,
  gaussianNllLoss,
  gridSample,
  gumbelSoftmax,
  huberLoss,
  instanceNorm,
  interpolate,
  klDiv,
  l1Loss,
  localResponseNorm,
  logsigmoid,
  lpPool1d,
  lpPool2d,
  maxUnpool1d,
  mseLoss,
  multilabelSoftMarginLoss,
  nllLoss,
  normalize,
  poissonNllLoss,
  rrelu: operators.rrelu,
  rrelu_: operators.rrelu_,
  smoothL1Loss,
  softmin,
  softsign,
  tanhshrink,
  unfold,
  upsample: interpolate,
};

/** `torch.nn.functional`. */
export type Functional = Omit<FunctionalFunctions, keyof typeof byHand> & typeof byHand;

/** PyTorch's `torch.nn.functional`, under its names in camelCase. */
export const functional: Functional = { ...functionalOperators, ...byHand };
