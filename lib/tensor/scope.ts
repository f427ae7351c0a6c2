import { InputError } from "../errors.js";
import { native } from "./native-call.js";
import { enterScope, leaveScope, type TensorScope } from "./open-scopes.js";
import { isPromise, reachableTensors } from "./reachable-tensors.js";

/**
 * Runs `act`, returns what it returns, and frees all tensors made meanwhile but those returned: a tensor, or tensors
 * in arrays, Maps, Sets and objects, however nested. These belong to the scope around this one, if there is one.
 * An error frees all of them.
 *
 * Where `act` returns a promise, the scope ends when that is settled. Functions that wait in turns keep their
 * tensors apart, and so do scopes inside one another. What `act` did not wait for belongs, from the end on, to the
 * scope around.
 *
 * Memory that is still in use stays: the gradients of tensors from outside, what a returned tensor's `backward`
 * needs, a storage that a returned view shares. A tensor that is put elsewhere, into a variable outside or the private
 * field of an object, is freed: save it by {@link keep}.
 *
 * @example const loss = torch.scope(() => torch.nn.functional.crossEntropy(net(x), y).item());
 * @throws {InputError} when `act` is no function, or returns a promise inside of an object.
 */
export function scope<T>(act: () => T): T {
  if (typeof act !== "function") {
    throw InputError.at("scope", `expected a function but received ${typeof act}`);
  }
  return enterScope((entered) => {
    let result: T;
    try {
      result = act();
    } catch (error) {
      leaveScope(entered, []);
      throw error;
    }
    if (!isPromise(result)) return leave(entered, result);
    // A promise of the same value, so of the same type.
    return Promise.resolve(result).then(
      (value) => leave(entered, value),
      (error: unknown) => {
        leaveScope(entered, []);
        throw error;
      },
    ) as T;
  });
}

/**
 * Takes tensors out of every scope they are in, and returns them: they live as if made outside.
 *
 * @param value a tensor, or tensors in arrays, Maps, Sets and objects, however nested
 * @throws {InputError} for a promise inside.
 */
export function keep<T>(value: T): T {
  const tensors = [...reachableTensors(value, "keep")];
  native((addon) => {
    for (const { held } of tensors) addon.scopeKeep(held);
  });
  return value;
}

function leave<T>(entered: TensorScope, result: T): T {
  const handed = [];
  try {
    for (const { held } of reachableTensors(result, "scope")) handed.push(held);
  } catch (error) {
    leaveScope(entered, []);
    throw error;
  }
  leaveScope(entered, handed);
  return result;
}
