import type { DType } from "../../addon.js";
import { InputError } from "../../errors.js";
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
  /** [C], moved in place while images' own statistics are used; default: none. */
  readonly runningMean?: Tensor | null | undefined;
  /** [C], likewise; default: none. */
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
 * @throws {InputError} in training with one value for each channel, whose variance is 0.
 */
export function batchNorm<D extends DType>(
  input: Tensor<D>,
  runningMean: Tensor | null,
  runningVar: Tensor | null,
  options: BatchNormOptions = {},
): Tensor<D> {
  checkOptionNames("batchNorm", options, ["weight", "bias", "training", "momentum", "eps"]);
  const { weight = null, bias = null, training = false, momentum = 0.1, eps = 1e-5 } = options;
  const [samples = 1, , ...places] = input.shape;
  if (training) requireSeveral("batchNorm", "value for each channel", input, [samples, ...places]);
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
 * @throws {InputError} for one place for each channel where its own statistics are used: their variance is 0.
 */
export function instanceNorm<D extends DType>(
  input: Tensor<D>,
  options: InstanceNormOptions = {},
): Tensor<D> {
  const names = ["runningMean", "runningVar", "weight", "bias", "useInputStats", "momentum", "eps"];
  checkOptionNames("instanceNorm", options, names);
  const { runningMean = null, runningVar = null, weight = null, bias = null } = options;
  const { useInputStats = true, momentum = 0.1, eps = 1e-5 } = options;
  if (useInputStats) requireSeveral("instanceNorm", "place", input, input.shape.slice(2));
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

/** @param sizes whose product is the count of what a channel's statistics are of */
function requireSeveral(name: string, what: string, input: Tensor, sizes: readonly number[]): void {
  if (sizes.some((size) => size !== 1)) return;
  throw InputError.at(
    `${name}.input`,
    `expected more than one ${what}, as the variance of one is 0, but received the shape [${input.shape.join(", ")}]`,
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
 * @param input [N, C, …], of three dimensions or more; the shape stays
 * @param size channels that count, the middle one its own
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

/**
 * input / max(‖input‖ₚ, eps) along a dimension, PyTorch's `F.normalize`.
 *
 * @param input of any shape, which stays
 */
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
