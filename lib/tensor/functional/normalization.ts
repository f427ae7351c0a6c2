import type { DType } from "../../addon.js";
import { checkOptionNames } from "../option-names.js";
import type { Tensor } from "../tensor.js";
import { operators } from "./operators.js";

interface NormalizationOptions {
  /** Scales the result, [C]. */
  readonly weight?: Tensor | null | undefined;
  /** Added to the result, [C]. */
  readonly bias?: Tensor | null | undefined;
  /** How much of a batch's statistics enters the running ones; default 0.1. */
  readonly momentum?: number | undefined;
  /** Added to variances; default 1e-5. */
  readonly eps?: number | undefined;
}

/** For {@link batchNorm}. */
export interface BatchNormOptions extends NormalizationOptions {
  /** Whether the batch's own statistics are used, and the running ones moved; default false. */
  readonly training?: boolean | undefined;
}

/** For {@link instanceNorm}. */
export interface InstanceNormOptions extends NormalizationOptions {
  readonly runningMean?: Tensor | null | undefined;
  readonly runningVar?: Tensor | null | undefined;
  /** Whether each image's own statistics are used; default true. */
  readonly useInputStats?: boolean | undefined;
}

/**
 * Normalizes every channel over batch and places, PyTorch's `F.batch_norm`.
 *
 * @param input [N, C, …]
 * @param runningMean [C], changed in place in training; null where there is none
 * @param runningVar [C], likewise
 */
export function batchNorm<D extends DType>(
  input: Tensor<D>,
  runningMean: Tensor | null,
  runningVar: Tensor | null,
  options: BatchNormOptions = {},
): Tensor<D> {
  checkOptionNames("batchNorm", options, ["weight", "bias", "training", "momentum", "eps"]);
  const { weight = null, bias = null, training = false, momentum = 0.1, eps = 1e-5 } = options;
  return operators.batchNorm(
    input,
    weight,
    bias,
    runningMean,
    runningVar,
    training,
    momentum,
    eps,
    true,
  );
}

/**
 * Normalizes every channel of every sample over its places, PyTorch's `F.instance_norm`.
 *
 * @param input [N, C, …]
 */
export function instanceNorm<D extends DType>(
  input: Tensor<D>,
  options: InstanceNormOptions = {},
): Tensor<D> {
  const names = ["runningMean", "runningVar", "weight", "bias", "useInputStats", "momentum", "eps"];
  checkOptionNames("instanceNorm", options, names);
  const { runningMean = null, runningVar = null, weight = null, bias = null } = options;
  const { useInputStats = true, momentum = 0.1, eps = 1e-5 } = options;
  return operators.instanceNorm(
    input,
    weight,
    bias,
    runningMean,
    runningVar,
    useInputStats,
    momentum,
    eps,
    true,
  );
}

/** For {@link localResponseNorm}. */
export interface LocalResponseNormOptions {
  /** Default 1e-4. */
  readonly alpha?: number | undefined;
  /** Default 0.75. */
  readonly beta?: number | undefined;
  /** Default 1. */
  readonly k?: number | undefined;
}

/**
 * input / (k + alpha · mean of the squares of `size` neighbouring channels)^beta, PyTorch's `F.local_response_norm`.
 *
 * @param input [N, C, …], of three dimensions or more
 */
export function localResponseNorm<D extends DType>(
  input: Tensor<D>,
  size: number,
  options: LocalResponseNormOptions = {},
): Tensor<D> {
  checkOptionNames("localResponseNorm", options, ["alpha", "beta", "k"]);
  const { alpha = 1e-4, beta = 0.75, k = 1 } = options;
  const { shape } = input;
  const [count = 0, channels = 0] = shape;
  const plain: Tensor = input;
  const squares = plain.pow(2).reshape([count, 1, channels, -1]);
  const before = Math.floor(size / 2);
  const padded = operators.constantPadNd(squares, [0, 0, before, Math.floor((size - 1) / 2)]);
  const means = padded.unfold(2, size, 1).mean(-1).reshape(shape);
  const result: Tensor = plain.div(means.mul(alpha).add(k).pow(beta));
  return result;
}

/** For {@link normalize}. */
export interface NormalizeOptions {
  /** Which norm; default 2. */
  readonly p?: number | undefined;
  /** Default 1. */
  readonly dim?: number | readonly number[] | undefined;
  /** The least norm that is divided by; default 1e-12. */
  readonly eps?: number | undefined;
}

/** input / max(‖input‖ₚ, eps) along a dimension, PyTorch's `F.normalize`. */
export function normalize<D extends DType>(
  input: Tensor<D>,
  options: NormalizeOptions = {},
): Tensor<D> {
  checkOptionNames("normalize", options, ["p", "dim", "eps"]);
  const { p = 2, dim = 1, eps = 1e-12 } = options;
  const dims = typeof dim === "number" ? [dim] : dim;
  const plain: Tensor = input;
  const norms = operators.norm(plain, p, dims, { keepdim: true }).clampMin(eps);
  const result: Tensor = plain.div(norms.expandAs(input));
  return result;
}
