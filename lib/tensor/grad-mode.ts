import { InputError } from "../errors.js";
import { engine } from "../native.js";

/**
 * Runs `act` without recording operations for `backward`, and returns its result. The switch is the thread's
 * own, so `act` must be synchronous.
 *
 * @example noGrad(() => weight.sub_(gradient.mul(0.1)))
 * @throws {InputError} when `act` returns a promise or is a generator function, or no function.
 */
export function noGrad<T>(act: () => T): T {
  return within("noGrad", false, act);
}

/**
 * Runs `act` with operations recorded for `backward`, within `noGrad` too, and returns its result.
 *
 * @throws {InputError} when `act` returns a promise or is a generator function, or no function.
 */
export function enableGrad<T>(act: () => T): T {
  return within("enableGrad", true, act);
}

/** Whether operations are recorded for `backward`, PyTorch's `torch.is_grad_enabled`. */
export function isGradEnabled(): boolean {
  return engine().isGradEnabled();
}

function within<T>(name: string, enabled: boolean, act: () => T): T {
  if (typeof act !== "function") {
    throw InputError.at(name, `expected a function but received ${typeof act}`);
  }
  const addon = engine();
  const before = addon.setGradEnabled(enabled);
  try {
    const result = act();
    if (result instanceof Promise) {
      result.catch(() => undefined); // The error below is the one to see.
      throw InputError.at(
        name,
        "expected a synchronous function but received one that returns a promise",
      );
    }
    if (isGenerator(result)) {
      throw InputError.at(
        name,
        "expected a synchronous function but received a generator function, whose body runs later",
      );
    }
    return result;
  } finally {
    addon.setGradEnabled(before);
  }
}

function isGenerator(value: unknown): boolean {
  if (typeof value !== "object") return false;
  const kind = Object.prototype.toString.call(value);
  return kind === "[object Generator]" || kind === "[object AsyncGenerator]";
}
