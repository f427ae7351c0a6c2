import { InputError } from "../errors.js";
import { native } from "./native-call.js";

/**
 * Runs `act` without recording operations for `backward`, and returns its result. The switch is the thread's
 * own, so `act` must be synchronous.
 *
 * @throws {InputError} when `act` returns a promise, or is no function.
 */
export function noGrad<T>(act: () => T): T {
  if (typeof act !== "function") {
    throw InputError.at("noGrad", `expected a function but received ${typeof act}`);
  }
  const before = native((addon) => addon.setGradEnabled(false));
  try {
    const result = act();
    if (result instanceof Promise) {
      result.catch(() => undefined); // The error below is the one to see.
      throw InputError.at(
        "noGrad",
        "expected a synchronous function but received one that returns a promise",
      );
    }
    return result;
  } finally {
    native((addon) => addon.setGradEnabled(before));
  }
}
