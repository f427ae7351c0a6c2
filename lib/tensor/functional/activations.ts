import type { DType } from "../../addon.js";
import { checkOptionNames } from "../option-names.js";
import type { FloatOf } from "../result-dtypes.js";
import type { Tensor } from "../tensor.js";
import { functionalOperators, operators } from "./operators.js";

/** log(sigmoid(input)) of every value, PyTorch's `F.logsigmoid`. */
export function logsigmoid<D extends DType>(input: Tensor<D>): Tensor<D> {
  return functionalOperators.logSigmoid(input);
}

/**
 * softmax(−input) along a dimension, PyTorch's `F.softmin`.
 *
 * @param dim negative ones count from the last
 */
export function softmin<D extends DType>(input: Tensor<D>, dim: number): Tensor<FloatOf<D>> {
  return operators.softmax(input.neg(), dim);
}

/** input / (1 + |input|) of every value, PyTorch's `F.softsign`. */
export function softsign<D extends DType>(input: Tensor<D>): Tensor<FloatOf<D>> {
  const plain: Tensor = input;
  return plain.div(plain.abs().add(1));
}

/** input − tanh(input) of every value, PyTorch's `F.tanhshrink`. */
export function tanhshrink<D extends DType>(input: Tensor<D>): Tensor<FloatOf<D>> {
  const plain: Tensor = input;
  return plain.sub(plain.tanh());
}

/** For {@link gumbelSoftmax}. */
export interface GumbelSoftmaxOptions {
  /** Temperature; default 1. */
  readonly tau?: number | undefined;
  /** Whether the result is one-hot, with the gradient of the soft one; default false. */
  readonly hard?: boolean | undefined;
  /** Default -1. */
  readonly dim?: number | undefined;
}

/**
 * Draws from the Gumbel-softmax distribution (Jang et al. 2017, equation 1), PyTorch's `F.gumbel_softmax`.
 *
 * @param logits [..., classes], unnormalized
 * @returns of the same shape; sums to 1 along `dim`
 */
export function gumbelSoftmax<D extends DType>(
  logits: Tensor<D>,
  options: GumbelSoftmaxOptions = {},
): Tensor<D> {
  checkOptionNames("gumbelSoftmax", options, ["tau", "hard", "dim"]);
  const { tau = 1, hard = false, dim = -1 } = options;
  const noise = operators.emptyLike(logits.detach()).exponential_().log().neg();
  const soft: Tensor = operators.softmax(logits.add(noise).div(tau), dim);
  if (!hard) return soft;
  const places = soft.detach().argmax({ dim, keepdim: true });
  const oneHot = operators.zerosLike(soft.detach()).scatter_(dim, places, 1);
  return oneHot.sub(soft.detach()).add(soft);
}
