import type { DType } from "../../addon.js";
import { checkOptionNames } from "../option-names.js";
import type { Tensor } from "../tensor.js";
import { functionalOperators } from "./operators.js";

/** One number for both dimensions, or [height, width]. */
export type Sizes = number | readonly number[];

/** For {@link unfold} and {@link fold}. */
export interface WindowOptions {
  /** Default 1. */
  readonly dilation?: Sizes | undefined;
  /** Default 0. */
  readonly padding?: Sizes | undefined;
  /** Default 1. */
  readonly stride?: Sizes | undefined;
}

/**
 * The windows of an image as columns, PyTorch's `F.unfold`.
 *
 * @param input [N, C, H, W]
 * @returns [N, C · values of a window, windows]
 */
export function unfold<D extends DType>(
  input: Tensor<D>,
  kernelSize: Sizes,
  options: WindowOptions = {},
): Tensor<D> {
  checkOptionNames("unfold", options, ["dilation", "padding", "stride"]);
  const { dilation = 1, padding = 0, stride = 1 } = options;
  return functionalOperators.im2col(
    input,
    pair(kernelSize),
    pair(dilation),
    pair(padding),
    pair(stride),
  );
}

/**
 * Adds windows together into an image, PyTorch's `F.fold`.
 *
 * @param input [N, C · values of a window, windows]
 * @param outputSize [H, W]
 * @returns [N, C, H, W]
 */
export function fold<D extends DType>(
  input: Tensor<D>,
  outputSize: Sizes,
  kernelSize: Sizes,
  options: WindowOptions = {},
): Tensor<D> {
  checkOptionNames("fold", options, ["dilation", "padding", "stride"]);
  const { dilation = 1, padding = 0, stride = 1 } = options;
  return functionalOperators.col2im(
    input,
    pair(outputSize),
    pair(kernelSize),
    pair(dilation),
    pair(padding),
    pair(stride),
  );
}

function pair(sizes: Sizes): readonly number[] {
  return typeof sizes === "number" ? [sizes, sizes] : sizes;
}
