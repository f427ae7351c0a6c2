import { dispatch, type Wrap } from "./dispatch.js";
import { operatorAt } from "./operator-table.js";
import { checkOptionNames } from "./option-names.js";
import type { HandleOwner } from "./tensor-handle.js";
import type { TensorSizes } from "./tensor-sizes.js";

/** For `torch.unique` and `Tensor.unique`. */
export interface UniqueOptions {
  /** Whether the values are sorted; default true. Along a dimension they always are. */
  readonly sorted?: boolean | undefined;
  /** Of this dimension whole slices are compared; default: single values. */
  readonly dim?: number | null | undefined;
}

/** The different values, the place of each of the input's among them, and how often each is there. */
export function uniqueValues(
  input: TensorSizes,
  options: UniqueOptions,
  wrap: Wrap,
): readonly HandleOwner[] {
  checkOptionNames("unique", options, ["sorted", "dim"]);
  const { sorted = true, dim = null } = options;
  const call = (key: string, ...args: readonly unknown[]) => dispatch(operatorAt(key), args, wrap);
  const compared = dim === null ? call("flatten", input) : input;
  const given = { sorted, returnInverse: true, returnCounts: true };
  // Three tensors, by the operator's schema.
  const found = call("uniqueDim", compared, dim ?? 0, given) as [
    HandleOwner,
    HandleOwner,
    HandleOwner,
  ];
  if (dim !== null) return found;
  const [values, inverse, counts] = found;
  return [values, call("reshape", inverse, input.shape) as HandleOwner, counts];
}
