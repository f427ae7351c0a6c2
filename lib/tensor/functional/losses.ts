import type { DType } from "../../addon.js";
import { checkOptionNames } from "../option-names.js";
import { checkReduction } from "../reduction.js";
import type { LossOf } from "../result-dtypes.js";
import type { Reduction } from "../scalar.js";
import type { Tensor } from "../tensor.js";
import { operators } from "./operators.js";

/** For {@link klDiv}. */
export interface KlDivOptions {
  /** `batchmean` divides the sum by the first size, as the definition has it; default `mean`, as PyTorch's. */
  readonly reduction?: Reduction | "batchmean" | undefined;
  /** Whether the target is given as logarithms too; default false. */
  readonly logTarget?: boolean | undefined;
}

/**
 * target · (log target − input), PyTorch's `F.kl_div`.
 *
 * @param input logarithms of probabilities
 * @param target probabilities of the same shape, or their logarithms
 * @returns a single value; with reduction `none` of the input's shape
 */
export function klDiv<D extends DType>(
  input: Tensor<D>,
  target: Tensor,
  options: KlDivOptions = {},
): Tensor<LossOf<D>> {
  checkOptionNames("klDiv", options, ["reduction", "logTarget"]);
  const { reduction, logTarget } = options;
  const own = reduction === "batchmean" ? "sum" : reduction;
  const loss: Tensor = operators.klDiv(input, target, { reduction: own, logTarget });
  const mean: Tensor = reduction === "batchmean" && input.ndim > 0 ? loss.div(input.size(0)) : loss;
  return mean;
}

/** For {@link poissonNllLoss}. */
export interface PoissonNllLossOptions {
  /** Whether the input is the logarithm of the rate; default true. */
  readonly logInput?: boolean | undefined;
  /** Whether Stirling's term is added; default false. */
  readonly full?: boolean | undefined;
  /** Added to a rate before its logarithm is taken; default 1e-8. */
  readonly eps?: number | undefined;
  /** Default `mean`. */
  readonly reduction?: Reduction | undefined;
}

/**
 * exp(input) − target · input, or with `logInput: false` input − target · log(input), PyTorch's `F.poisson_nll_loss`.
 *
 * @param input logarithms of expected counts, or the counts, of any shape
 * @param target counts of the same shape
 * @returns a single value; with reduction `none` of the input's shape
 */
export function poissonNllLoss<D extends DType>(
  input: Tensor<D>,
  target: Tensor,
  options: PoissonNllLossOptions = {},
): Tensor<LossOf<D>> {
  checkOptionNames("poissonNllLoss", options, ["logInput", "full", "eps", "reduction"]);
  const { logInput = true, full = false, eps = 1e-8, reduction = "mean" } = options;
  const loss: Tensor = operators.poissonNllLoss(input, target, logInput, full, eps, 0);
  return reduced("poissonNllLoss", loss, reduction);
}

/** For {@link gaussianNllLoss}. */
export interface GaussianNllLossOptions {
  /** Whether the constant term is added; default false. */
  readonly full?: boolean | undefined;
  /** The least variance; default 1e-6. */
  readonly eps?: number | undefined;
  /** Default `mean`. */
  readonly reduction?: Reduction | undefined;
}

/**
 * ½ (log variance + (input − target)² / variance), PyTorch's `F.gaussian_nll_loss`.
 *
 * @param input expected values, of any shape
 * @param target of the same shape
 * @param variance that can be broadcast to the input; the gradient does not see that `eps` bounds it
 * @returns a single value; with reduction `none` of the input's shape
 */
export function gaussianNllLoss<D extends DType>(
  input: Tensor<D>,
  target: Tensor,
  variance: Tensor,
  options: GaussianNllLossOptions = {},
): Tensor<LossOf<D>> {
  checkOptionNames("gaussianNllLoss", options, ["full", "eps", "reduction"]);
  const { full = false, eps = 1e-6, reduction = "mean" } = options;
  const raised = variance.detach().clampMin(eps).sub(variance.detach());
  const bounded = variance.add(raised);
  const plain: Tensor = input;
  const loss = bounded.log().add(plain.sub(target).pow(2).div(bounded)).mul(0.5);
  const whole = full ? loss.add(0.5 * Math.log(2 * Math.PI)) : loss;
  return reduced("gaussianNllLoss", whole, reduction);
}

/** For {@link multilabelSoftMarginLoss}. */
export interface MultilabelSoftMarginLossOptions {
  /** A weight for each class, [C]. */
  readonly weight?: Tensor | null | undefined;
  /** Default `mean`. */
  readonly reduction?: Reduction | undefined;
}

/**
 * The mean over classes of the binary cross-entropy with logits, PyTorch's `F.multilabel_soft_margin_loss`.
 *
 * @param input logits [N, C]
 * @param target 0 or 1, of the same shape
 * @returns a single value; with reduction `none` [N]
 */
export function multilabelSoftMarginLoss<D extends DType>(
  input: Tensor<D>,
  target: Tensor,
  options: MultilabelSoftMarginLossOptions = {},
): Tensor<LossOf<D>> {
  checkOptionNames("multilabelSoftMarginLoss", options, ["weight", "reduction"]);
  const { weight, reduction = "mean" } = options;
  const each = operators.binaryCrossEntropyWithLogits(input, target, { reduction: "none" });
  const loss = (weight ? each.mul(weight) : each).mean(-1);
  return reduced("multilabelSoftMarginLoss", loss, reduction);
}

function reduced(name: string, loss: Tensor, reduction: unknown): Tensor {
  checkReduction(name, reduction);
  if (reduction === "none") return loss;
  return reduction === "mean" ? loss.mean() : loss.sum();
}
