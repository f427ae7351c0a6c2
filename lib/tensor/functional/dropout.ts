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

type Act = <D extends DType>(input: Tensor<D>, p: number, train: boolean) => Tensor<D>;

/** Zeros values with probability `p` and divides the others by 1 − p, PyTorch's `F.dropout`. */
export const dropout = dropping("dropout", operators.dropout);

/** Zeros whole channels [N, C, L], PyTorch's `F.dropout1d`. */
export const dropout1d = dropping("dropout1d", operators.featureDropout);

/** Zeros whole channels [N, C, H, W], PyTorch's `F.dropout2d`. */
export const dropout2d = dropping("dropout2d", operators.featureDropout);

/** Zeros whole channels [N, C, D, H, W], PyTorch's `F.dropout3d`. */
export const dropout3d = dropping("dropout3d", operators.featureDropout);

/** Keeps mean and deviation of a SELU's output, PyTorch's `F.alpha_dropout`. */
export const alphaDropout = dropping("alphaDropout", operators.alphaDropout, false);

/** `alphaDropout` of whole channels, PyTorch's `F.feature_alpha_dropout`. */
export const featureAlphaDropout = dropping(
  "featureAlphaDropout",
  operators.featureAlphaDropout,
  false,
);

function dropping(name: string, act: Act, trains = true) {
  return <D extends DType>(input: Tensor<D>, options: DropoutOptions = {}): Tensor<D> => {
    checkOptionNames(name, options, ["p", "training"]);
    const { p = 0.5, training = trains } = options;
    return act(input, p, training);
  };
}
