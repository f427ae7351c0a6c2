import type { DType } from "../../addon.js";
import { checkOptionNames } from "../option-names.js";
import type { Tensor } from "../tensor.js";
import { operators } from "./operators.js";

/** For {@link dropout} and its kin. */
export interface DropoutOptions {
  /** The probability of a zero; default 0.5. */
  readonly p?: number | undefined;
  /** Whether anything is dropped; default true, of `alphaDropout` and `featureAlphaDropout` false as in PyTorch. */
  readonly training?: boolean | undefined;
}

/** Dropout of one form: the input's shape and dtype stay. */
export type Dropping = <D extends DType>(input: Tensor<D>, options?: DropoutOptions) => Tensor<D>;

type Act = <D extends DType>(input: Tensor<D>, p: number, train: boolean) => Tensor<D>;

/**
 * Zeros values with probability `p` and divides the others by 1 − p, PyTorch's `F.dropout`.
 *
 * @param options p (0.5), training (true)
 */
export const dropout: Dropping = dropping("dropout", operators.dropout);

/**
 * Zeros whole channels, PyTorch's `F.dropout1d`.
 *
 * @param input [N, C, L]
 * @param options p (0.5), training (true)
 */
export const dropout1d: Dropping = dropping("dropout1d", operators.featureDropout);

/**
 * Zeros whole channels, PyTorch's `F.dropout2d`.
 *
 * @param input [N, C, H, W]
 * @param options p (0.5), training (true)
 */
export const dropout2d: Dropping = dropping("dropout2d", operators.featureDropout);

/**
 * Zeros whole channels, PyTorch's `F.dropout3d`.
 *
 * @param input [N, C, D, H, W]
 * @param options p (0.5), training (true)
 */
export const dropout3d: Dropping = dropping("dropout3d", operators.featureDropout);

/**
 * Drops values so that mean and deviation of a SELU's output stay, PyTorch's `F.alpha_dropout`.
 *
 * @param options p (0.5), training (false, as in PyTorch)
 */
export const alphaDropout: Dropping = dropping("alphaDropout", operators.alphaDropout, false);

/**
 * `alphaDropout` of whole channels, PyTorch's `F.feature_alpha_dropout`.
 *
 * @param input [N, C, …]
 * @param options p (0.5), training (false, as in PyTorch)
 */
export const featureAlphaDropout: Dropping = dropping(
  "featureAlphaDropout",
  operators.featureAlphaDropout,
  false,
);

function dropping(name: string, act: Act, trains = true): Dropping {
  return <D extends DType>(input: Tensor<D>, options: DropoutOptions = {}): Tensor<D> => {
    checkOptionNames(name, options, ["p", "training"]);
    const { p = 0.5, training = trains } = options;
    return act(input, p, training);
  };
}
