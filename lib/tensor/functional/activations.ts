import { checkOptionNames } from "../option-names.js";
import type { Tensor } from "../tensor.js";
import { functionalOperators, operators } from "./operators.js";

/** log(sigmoid(input)) of every value, PyTorch's `F.logsigmoid`. */
export function logsigmoid(input: Tensor): Tensor {
  return functionalOperators.logSigmoid(input);
}

/**
 * softmax(−input) along a dimension, PyTorch's `F.softmin`.
 *
 * @param dim negative ones count from the last
 */
export function softmin(input: Tensor, dim: number): Tensor {
  return operators.softmax(input.neg(), dim);
}

/** input / (1 + |input|) of every value, PyTorch's `F.softsign`. */
export function softsign(input: Tensor): Tensor {
  return input.div(input.abs().add(1));
}

/** input − tanh(input) of every value, PyTorch's `F.tanhshrink`. */
export function tanhshrink(input: Tensor): Tensor {
  return input.sub(input.tanh());
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
export function gumbelSoftmax(logits: Tensor, options: GumbelSoftmaxOptions = {}): Tensor {
  checkOptionNames("gumbelSoftmax", options, ["tau", "hard", "dim"]);
  const { tau = 1, hard = false, dim = -1 } = options;
  const noise = operators.emptyLike(logits.detach()).exponential_().log().neg();
  const soft = operators.softmax(logits.add(noise).div(tau), dim);
  if (!hard) return soft;
  const places = soft.detach().argmax({ dim, keepdim: true });
  const oneHot = operators.zerosLike(soft.detach()).scatter_(dim, places, 1);
  return oneHot.sub(soft.detach()).add(soft);
}
