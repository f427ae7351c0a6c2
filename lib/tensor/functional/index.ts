import type { FunctionalFunctions } from "../generated/functions/functional.js";
import { gumbelSoftmax, logsigmoid, softmin, softsign, tanhshrink } from "./activations.js";
import {
  alphaDropout,
  dropout,
  dropout1d,
  dropout2d,
  dropout3d,
  featureAlphaDropout,
} from "./dropout.js";
import { embedding, embeddingBag } from "./embedding.js";
import {
  crossEntropy,
  gaussianNllLoss,
  klDiv,
  multilabelSoftMarginLoss,
  nllLoss,
  poissonNllLoss,
} from "./losses.js";
import { batchNorm, instanceNorm, localResponseNorm, normalize } from "./normalization.js";
import { functionalOperators, operators } from "./operators.js";
import { lpPool1d, lpPool2d, maxUnpool1d } from "./pooling.js";
import { affineGrid, gridSample, interpolate } from "./sampling.js";
import { fold, unfold } from "./windows.js";

/** What PyTorch writes in Python, in its form; `ctcLoss`, `rrelu` and `rrelu_` are operators that it has here too. */
const byHand = {
  affineGrid,
  alphaDropout,
  batchNorm,
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
  instanceNorm,
  interpolate,
  klDiv,
  localResponseNorm,
  logsigmoid,
  lpPool1d,
  lpPool2d,
  maxUnpool1d,
  multilabelSoftMarginLoss,
  nllLoss,
  normalize,
  poissonNllLoss,
  rrelu: operators.rrelu,
  rrelu_: operators.rrelu_,
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
