import type { DType } from "../addon.js";
import { operators } from "./functional/operators.js";
import { checkOptionNames } from "./option-names.js";
import type { Tensor } from "./tensor.js";

/** For {@link unique}. */
export interface UniqueOptions {
  /** Whether the values are sorted; default true. Along a dimension they always are. */
  readonly sorted?: boolean | undefined;
  /** Of this dimension whole slices are compared; default: single values. */
  readonly dim?: number | null | undefined;
}

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
 * @throws {InputError} for unknown options, {@link TorchError} for a dimension that the tensor does not have.
 */
export function unique<D extends DType>(input: Tensor<D>, options: UniqueOptions = {}): Unique<D> {
  checkOptionNames("unique", options, ["sorted", "dim"]);
  const { sorted = true, dim = null } = options;
  const [values, inverse, counts] = operators.uniqueDim(
    dim === null ? input.flatten() : input,
    dim ?? 0,
    { sorted, returnInverse: true, returnCounts: true },
  );
  return [values, dim === null ? inverse.reshape(input.shape) : inverse, counts];
}
