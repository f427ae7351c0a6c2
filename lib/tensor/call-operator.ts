import type { EngineAddon, NativeOperator, TensorHandle } from "../addon.js";

const known = new Map<string, NativeOperator>();

/**
 * Calls an operator by its name in libtorch's dispatcher, `aten::narrow`, and overload.
 *
 * @param args by the operator's schema
 */
export function callOperator(
  addon: EngineAddon,
  name: string,
  overload: string,
  args: readonly unknown[],
): unknown {
  const key = `${name}.${overload}`;
  let act = known.get(key);
  if (act === undefined) {
    act = addon.operator(name, overload);
    known.set(key, act);
  }
  return act(...args);
}

/** The same for operators that return one tensor. */
export function callForTensor(
  addon: EngineAddon,
  name: string,
  overload: string,
  ...args: readonly unknown[]
): TensorHandle {
  return callOperator(addon, name, overload, args) as TensorHandle;
}
