import type { TensorHandle } from "../addon.js";
import { InputError } from "../errors.js";
import { native } from "./native-call.js";
import type { Operator, ResultKind } from "./operator.js";
import { chooseOverload } from "./overloads.js";
import { HandleOwner } from "./tensor-handle.js";

/** `at::Reduction`'s numbers. */
const reductions: ReadonlyMap<unknown, number> = new Map([
  ["none", 0],
  ["mean", 1],
  ["sum", 2],
]);

/** Makes a tensor of a handle. */
export type Wrap = (handle: TensorHandle) => HandleOwner;

/**
 * Calls an operator as TypeScript wrote it: chooses the overload, passes handles for tensors and wraps the handles
 * that come back.
 *
 * @throws {InputError} for arguments that fit no overload, {@link TorchError} for libtorch's own errors.
 */
export function dispatch(operator: Operator, args: readonly unknown[], wrap: Wrap): unknown {
  return native((addon) => {
    const { overload, args: ordered } = chooseOverload(operator, args);
    const { at: reduction = -1 } = overload.options.reduction ?? {};
    const passed = ordered.map((value, index) =>
      index === reduction ? reductionNumber(operator.name, value) : unwrapped(value),
    );
    const result = addon.call(operator.qualified, overload.name, passed);
    if (overload.returns !== "self") return wrapped(overload.returns, result, wrap);
    // The result is a second handle of the same tensor: the caller goes on with the first.
    addon.tensorDispose(result as TensorHandle); // The schema says that it returns a tensor.
    return args[0];
  });
}

function reductionNumber(name: string, value: unknown): number | undefined {
  const number = reductions.get(value);
  if (number === undefined && value !== undefined) {
    throw InputError.at(
      `${name}.reduction`,
      `expected none, mean or sum but received ${typeof value === "string" ? JSON.stringify(value) : typeof value}`,
    );
  }
  return number;
}

function unwrapped(value: unknown): unknown {
  if (value instanceof HandleOwner) return value.handle;
  return Array.isArray(value)
    ? value.map((item) => (item instanceof HandleOwner ? item.handle : item))
    : value;
}

function wrapped(kind: ResultKind, result: unknown, wrap: Wrap): unknown {
  if (result === null || kind === "value") return result;
  // What `call` returns is `unknown`; the generator wrote `kind` from the operator's own schema.
  if (kind === "tensors") return (result as TensorHandle[]).map(wrap);
  return wrap(result as TensorHandle);
}
