import type { EngineAddon, OperatorNumber, TensorHandle } from "../addon.js";

/** By name, then by overload: a key of both would have to be made and hashed at each call. */
const known = new Map<string, Map<string, OperatorNumber>>();

/** The engine's number of an operator, by its name in libtorch's dispatcher, `aten::narrow`, and overload. */
export function operatorOf(addon: EngineAddon, name: string, overload: string): OperatorNumber {
  return known.get(name)?.get(overload) ?? find(addon, name, overload);
}

/**
 * Calls an operator.
 *
 * @param args by the operator's schema; tensors by their handles
 */
export function callOperator(
  addon: EngineAddon,
  name: string,
  overload: string,
  args: readonly unknown[],
): unknown {
  return addon.call(operatorOf(addon, name, overload), null, 0, ...args);
}

function find(addon: EngineAddon, name: string, overload: string): OperatorNumber {
  const number = addon.operator(name, overload);
  const overloads = known.get(name);
  if (overloads) overloads.set(overload, number);
  else known.set(name, new Map([[overload, number]]));
  return number;
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
