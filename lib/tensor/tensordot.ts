import type { DType } from "../addon.js";
import { InputError } from "../errors.js";
import { operators } from "./functional/operators.js";
import type { Tensor } from "./tensor.js";

/**
 * Sums the products over dimensions of both tensors, PyTorch's `torch.tensordot`.
 *
 * @param dims how many: the last of the first tensor with the first of the second; or those of the first, then
 *   `otherDims` of the second
 * @throws {InputError} for a number of dimensions that the tensors do not have, {@link TorchError} for sizes that do
 *   not fit.
 */
export function tensordot<D extends DType>(
  input: Tensor<D>,
  other: Tensor,
  dims: number | readonly number[],
  otherDims?: readonly number[],
): Tensor<D> {
  if (typeof dims !== "number") return operators.tensordot(input, other, dims, otherDims ?? []);
  const most = Math.min(input.ndim, other.ndim);
  if (!Number.isInteger(dims) || dims < 0 || dims > most) {
    throw InputError.at(
      "tensordot.dims",
      `expected a number of dimensions from 0 to ${most} but received ${dims}`,
    );
  }
  const first = Array.from({ length: dims }, (_, at) => at);
  return operators.tensordot(
    input,
    other,
    first.map((at) => input.ndim - dims + at),
    first,
  );
}
