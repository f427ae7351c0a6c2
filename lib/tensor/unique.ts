import type { DType } from "../addon.js";
import type { Tensor } from "./tensor.js";
import { handleOf } from "./tensor-handle.js";
import type { UniqueOptions } from "./unique-values.js";

/** What {@link unique} finds: the values, for each value of the input its place among them, and how often each is there. */
export type Unique<D extends DType = DType> = [
  values: Tensor<D>,
  inverse: Tensor<"int64">,
  counts: Tensor<"int64">,
];

/**
 * The different values of a tensor, PyTorch's `torch.unique`. It always returns what `return_inverse` and
 * `return_counts` ask for.
 *
 * @example const [values, inverse, counts] = torch.unique(x)
 * @throws {InputError} for what is no tensor and for unknown options, {@link TorchError} for a dimension that the tensor
 *   does not have.
 */
export function unique<D extends DType>(input: Tensor<D>, options?: UniqueOptions): Unique<D> {
  handleOf("unique.input", input);
  return input.unique(options);
}
