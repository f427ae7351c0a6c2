import { InputError } from "../errors.js";
import { native } from "./native-call.js";
import { checkOptionNames } from "./option-names.js";
import { type HandleOwner, handleOf } from "./tensor-handle.js";

/** For `Tensor.backward`. */
export interface BackwardOptions<T extends HandleOwner = HandleOwner> {
  /** Whether what was recorded stays for another pass; default: `createGraph`. */
  readonly retainGraph?: boolean | undefined;
  /** Whether the gradients can be differentiated again; default false. */
  readonly createGraph?: boolean | undefined;
  /** The tensors whose `grad` is added to; default: all leaves. */
  readonly inputs?: readonly T[] | undefined;
}

const optionNames = ["retainGraph", "createGraph", "inputs"];

/** `Tensor.backward`: adds the gradients of `tensor` to `grad` of the leaves it was computed from. */
export function backward(
  tensor: HandleOwner,
  gradient: HandleOwner | null | undefined,
  options: BackwardOptions = {},
): void {
  checkOptionNames("backward", options, optionNames);
  const { retainGraph, createGraph = false, inputs } = options;
  const given = gradient ?? null;
  const seed = given && handleOf("backward.gradient", given);
  if (inputs !== undefined && !Array.isArray(inputs)) {
    throw InputError.at(
      "backward.inputs",
      `expected a list of tensors but received ${typeof inputs}`,
    );
  }
  const leaves =
    inputs?.map((input, index) => handleOf(`backward.inputs[${index}]`, input)) ?? null;
  native((addon) => addon.tensorBackward(tensor.held, seed, retainGraph, createGraph, leaves));
}
