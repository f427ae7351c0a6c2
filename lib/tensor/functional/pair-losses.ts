import type { DType } from "../../addon.js";
import { InputError } from "../../errors.js";
import type { FunctionalFunctions } from "../generated/functions/functional.js";
import type { LossOf, PromotedOf } from "../result-dtypes.js";
import { Tensor } from "../tensor.js";
import { functionalOperators } from "./operators.js";

/** (input − target)², PyTorch's `F.mse_loss`; a target of another size is broadcast with a warning. */
export function mseLoss<D extends DType, Other extends Tensor>(
  input: Tensor<D>,
  target: Other,
  options?: Parameters<FunctionalFunctions["mseLoss"]>[2],
): Tensor<LossOf<PromotedOf<D, Other>>> {
  warnOfSizes("mseLoss", input, target);
  return functionalOperators.mseLoss(input, target, options);
}

/** |input − target|, PyTorch's `F.l1_loss`; a target of another size is broadcast with a warning. */
export function l1Loss<D extends DType, Other extends Tensor>(
  input: Tensor<D>,
  target: Other,
  options?: Parameters<FunctionalFunctions["l1Loss"]>[2],
): Tensor<LossOf<PromotedOf<D, Other>>> {
  warnOfSizes("l1Loss", input, target);
  return functionalOperators.l1Loss(input, target, options);
}

/** The square near 0, the distance beyond, PyTorch's `F.smooth_l1_loss`; warns as {@link mseLoss}. */
export function smoothL1Loss<D extends DType, Other extends Tensor>(
  input: Tensor<D>,
  target: Other,
  options?: Parameters<FunctionalFunctions["smoothL1Loss"]>[2],
): Tensor<LossOf<PromotedOf<D, Other>>> {
  warnOfSizes("smoothL1Loss", input, target);
  return functionalOperators.smoothL1Loss(input, target, options);
}

/** The square near 0, the distance beyond, PyTorch's `F.huber_loss`; warns as {@link mseLoss}. */
export function huberLoss<D extends DType, Other extends Tensor>(
  input: Tensor<D>,
  target: Other,
  options?: Parameters<FunctionalFunctions["huberLoss"]>[2],
): Tensor<LossOf<PromotedOf<D, Other>>> {
  warnOfSizes("huberLoss", input, target);
  return functionalOperators.huberLoss(input, target, options);
}

/**
 * −(target · log input + (1 − target) · log(1 − input)), PyTorch's `F.binary_cross_entropy`.
 *
 * @throws {InputError} for a target of another size.
 */
export function binaryCrossEntropy<D extends DType>(
  input: Tensor<D>,
  target: Tensor,
  options?: Parameters<FunctionalFunctions["binaryCrossEntropy"]>[2],
): Tensor<LossOf<D>> {
  requireSameSize("binaryCrossEntropy", input, target);
  return functionalOperators.binaryCrossEntropy(input, target, options);
}

/**
 * {@link binaryCrossEntropy} of sigmoid(input), PyTorch's `F.binary_cross_entropy_with_logits`.
 *
 * @throws {InputError} for a target of another size.
 */
export function binaryCrossEntropyWithLogits<D extends DType, Other extends Tensor>(
  input: Tensor<D>,
  target: Other,
  options?: Parameters<FunctionalFunctions["binaryCrossEntropyWithLogits"]>[2],
): Tensor<LossOf<PromotedOf<D, Other>>> {
  requireSameSize("binaryCrossEntropyWithLogits", input, target);
  return functionalOperators.binaryCrossEntropyWithLogits(input, target, options);
}

function requireSameSize(name: string, input: Tensor, target: Tensor): void {
  const different = differentSizes(input, target);
  if (!different) return;
  const { expected, received } = different;
  throw InputError.at(
    `${name}.target`,
    `expected the size of the input, ${expected}, but received ${received}`,
  );
}

function warnOfSizes(name: string, input: Tensor, target: Tensor): void {
  const different = differentSizes(input, target);
  if (!different) return;
  const { expected, received } = different;
  process.emitWarning(
    `${name}: the target's size ${received} is not the input's ${expected}. Broadcasting makes of this most likely ` +
      "not what is meant.",
    "LaycaWarning",
  );
}

/** Undefined where they are the same; what is no tensor the operator refuses. */
function differentSizes(input: unknown, target: unknown) {
  if (!(input instanceof Tensor && target instanceof Tensor)) return undefined;
  const [expected, received] = [input, target].map(({ shape }) => `[${shape.join(", ")}]`);
  return expected === received ? undefined : { expected, received };
}
