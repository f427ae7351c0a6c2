import type { DType } from "../../addon.js";
import { checkOptionNames } from "../option-names.js";
import type { Tensor } from "../tensor.js";
import { functionalOperators, operators } from "./operators.js";

type Sizes = number | readonly number[];

/** For {@link lpPool1d} and {@link lpPool2d}. */
export interface LpPoolOptions {
  /** Default: the kernel's size. */
  readonly stride?: Sizes | undefined;
  /** Whether a window that is not whole counts; default false. */
  readonly ceilMode?: boolean | undefined;
}

/** (Σ xᵖ)^(1/p) over windows of [N, C, L], PyTorch's `F.lp_pool1d`. */
export function lpPool1d<D extends DType>(
  input: Tensor<D>,
  normType: number,
  kernelSize: number,
  options: LpPoolOptions = {},
): Tensor<D> {
  checkOptionNames("lpPool1d", options, ["stride", "ceilMode"]);
  const means = operators.avgPool1d(powered(input, normType), kernelSize, windows(options));
  return rooted<D>(means, normType, kernelSize);
}

/** (Σ xᵖ)^(1/p) over windows of [N, C, H, W], PyTorch's `F.lp_pool2d`. */
export function lpPool2d<D extends DType>(
  input: Tensor<D>,
  normType: number,
  kernelSize: Sizes,
  options: LpPoolOptions = {},
): Tensor<D> {
  checkOptionNames("lpPool2d", options, ["stride", "ceilMode"]);
  const sizes = typeof kernelSize === "number" ? [kernelSize, kernelSize] : kernelSize;
  const means = functionalOperators.avgPool2d(powered(input, normType), sizes, windows(options));
  return rooted<D>(
    means,
    normType,
    sizes.reduce((product, size) => product * size, 1),
  );
}

/** For {@link maxUnpool1d}. */
export interface MaxUnpool1dOptions {
  /** Default: the kernel's size. */
  readonly stride?: number | undefined;
  /** Default 0. */
  readonly padding?: number | undefined;
  /** The length wanted; default: the shortest that the windows fit into. */
  readonly outputSize?: number | undefined;
}

/**
 * Puts maxima back to where `maxPool1dWithIndices` found them, PyTorch's `F.max_unpool1d`.
 *
 * @param input [N, C, L] or [C, L]
 * @param indices of the same shape, int64
 */
export function maxUnpool1d<D extends DType>(
  input: Tensor<D>,
  indices: Tensor,
  kernelSize: number,
  options: MaxUnpool1dOptions = {},
): Tensor<D> {
  checkOptionNames("maxUnpool1d", options, ["stride", "padding", "outputSize"]);
  const { stride = kernelSize, padding = 0 } = options;
  const length = (input.size(-1) - 1) * stride - 2 * padding + kernelSize;
  const { outputSize = length } = options;
  return functionalOperators
    .maxUnpool2d(input.unsqueeze(-1), indices.unsqueeze(-1), [outputSize, 1])
    .squeeze(-1);
}

function powered(input: Tensor, p: number): Tensor {
  return input.pow(p);
}

function rooted<D extends DType>(means: Tensor, p: number, count: number): Tensor<D> {
  const sums: Tensor = means.sign().mul(means.abs().relu()).mul(count);
  return sums.pow(1 / p) as Tensor<D>; // Powers keep a floating dtype, and no other is pooled.
}

/** An operator without a stride takes the kernel's. */
function windows({ stride, ceilMode }: LpPoolOptions) {
  return { ...(stride !== undefined && { stride }), ceilMode };
}
