import { dispatch } from "./dispatch.js";
import type { Operator } from "./operator.js";
import { functionKeys, operatorAt } from "./operator-table.js";
import { Tensor } from "./tensor.js";

/**
 * The functions of a namespace of the generated table; each finds its operator at its first call.
 *
 * @param namespace `linalg`; "" for those of `torch` itself
 */
export function functionsOf<Functions>(namespace: string): Functions {
  const functions: Record<string, (...args: unknown[]) => unknown> = {};
  for (const [name, key] of functionKeys(namespace)) {
    let operator: Operator | undefined;
    functions[name] = (...args) => {
      operator ??= operatorAt(key);
      return dispatch(operator, args, Tensor.fromHandle);
    };
  }
  return functions as Functions; // The generator writes the names and their types together.
}
