import type { DType } from "../../addon.js";
import { InputError, TorchError } from "../../errors.js";
import { checkOptionNames } from "../option-names.js";
import { checkReduction } from "../reduction.js";
import type { LossOf } from "../result-dtypes.js";
import type { Reduction } from "../scalar.js";
import type { Tensor } from "../tensor.js";
import { functionalOperators } from "./operators.js";

/** For {@link crossEntropy}. */
export interface CrossEntropyOptions {
  /** A weight for each class, [C]. */
  readonly weight?: Tensor | null | undefined;
  /** A target that does not count; default -100. */
  readonly ignoreIndex?: number | bigint | undefined;
  /** Default `mean`. */
  readonly reduction?: Reduction | undefined;
  /** How much of the target is spread over all classes, from 0 (default) to 1. */
  readonly labelSmoothing?: number | undefined;
}

/**
 * −log softmax(input) at the target, PyTorch's `F.cross_entropy`.
 *
 * @param input logits [N, C, …], or [C]
 * @param target classes [N, …] as int64, or probabilities of the input's shape
 * @param options weight (none), ignoreIndex (-100), reduction (`mean`), labelSmoothing (0)
 * @returns a single value; with reduction `none` one for each target
 * @example torch.nn.functional.crossEntropy(model.forward(inputs), targets, { labelSmoothing: 0.1 }).backward()
 * @throws {InputError} for unknown options and for targets of another dtype, {@link TorchError} for classes that there
 *   are not.
 */
export function crossEntropy<D extends DType>(
  input: Tensor<D>,
  target: Tensor,
  options: CrossEntropyOptions = {},
): Tensor<LossOf<D>> {
  const names = ["weight", "ignoreIndex", "reduction", "labelSmoothing"];
  checkOptionNames("crossEntropy", options, names);
  const { reduction = "mean" } = options;
  checkReduction("crossEntropy", reduction);
  return ofClasses("crossEntropy", input, target, () =>
    functionalOperators.crossEntropyLoss(input, target, options),
  );
}

/** For {@link nllLoss}. */
export type NllLossOptions = Omit<CrossEntropyOptions, "labelSmoothing">;

/**
 * −input at the target, PyTorch's `F.nll_loss`.
 *
 * @param input logarithms of probabilities, [N, C, …] or [C]
 * @param target classes [N, …], int64
 * @returns a single value; with reduction `none` one for each target
 * @throws {InputError} for unknown options and for targets of another dtype.
 */
export function nllLoss<D extends DType>(
  input: Tensor<D>,
  target: Tensor,
  options: NllLossOptions = {},
): Tensor<LossOf<D>> {
  checkOptionNames("nllLoss", options, ["weight", "ignoreIndex", "reduction"]);
  const { reduction = "mean" } = options;
  checkReduction("nllLoss", reduction);
  return ofClasses("nllLoss", input, target, () =>
    functionalOperators.nllLossNd(input, target, options),
  );
}

/** What `act` gives; where libtorch refuses, and the targets' dtype may be why, says so in words of JavaScript. */
function ofClasses<T>(name: string, input: Tensor, target: Tensor, act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (!(error instanceof TorchError) || isClasses(target)) throw error;
    const sameShape =
      target.dtype.startsWith("float") && target.shape.join() === input.shape.join();
    if (name === "crossEntropy" && sameShape) throw error; // Probabilities, refused for another reason.
    const probabilities =
      name === "crossEntropy"
        ? `, or probabilities of the input's shape [${input.shape.join(", ")}]`
        : "";
    throw InputError.at(
      `${name}.target`,
      `expected classes of int64, as tensor([0n, 1n]) and to("int64") give${probabilities}, but received ` +
        `${target.dtype} of [${target.shape.join(", ")}]`,
    );
  }
}

function isClasses(target: Tensor): boolean {
  return target.dtype === "int64" || target.dtype === "uint8";
}
