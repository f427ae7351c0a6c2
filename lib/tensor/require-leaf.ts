import { InputError } from "../errors.js";
import type { Tensor } from "./tensor.js";

/**
 * Refuses the result of an operation that gradients flow through, whose own gradient is not kept.
 *
 * @param place what errors call the tensor
 * @throws {InputError} for one.
 */
export function requireLeaf(place: string, tensor: Tensor): void {
  if (tensor.isLeaf) return;
  throw InputError.at(
    place,
    "expected a leaf, whose gradient is kept, but received the result of an operation; detach() it first",
  );
}
