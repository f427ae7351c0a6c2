import { expectedText } from "../../check/fields.js";
import { InputError } from "../../errors.js";
import { requireLeaf, Tensor } from "../../tensor/index.js";

/** Tensors that are parameters also where they require no gradients. */
const parameters = new WeakSet<Tensor>();

/**
 * Makes a tensor a parameter: it requires gradients from now on, and a module that has it as a property counts it
 * among its parameters, also when it is frozen later by `requiresGrad = false`.
 *
 * @param value a leaf, of a floating or complex dtype
 * @returns the same tensor
 * @example class Scale extends nn.Module { factor = nn.parameter(torch.ones([8])); }
 * @throws {InputError} for the result of an operation that gradients flow through; detach it first.
 */
export function parameter(value: Tensor): Tensor {
  if (!(value instanceof Tensor)) throw InputError.at("parameter", expectedText("a tensor", value));
  requireLeaf("parameter", value);
  value.requiresGrad = true;
  parameters.add(value);
  return value;
}

/** What a module's tensor is to it: nothing where it is a result that gradients flow through. */
export function roleOf(tensor: Tensor): "parameter" | "buffer" | undefined {
  if (parameters.has(tensor)) return "parameter";
  if (!tensor.requiresGrad) return "buffer";
  if (!tensor.isLeaf) return undefined;
  // It stays one when it is frozen.
  parameters.add(tensor);
  return "parameter";
}
