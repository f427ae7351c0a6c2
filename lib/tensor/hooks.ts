import type { TensorHandle } from "../addon.js";
import { InputError } from "../errors.js";
import { native } from "./native-call.js";
import { HandleOwner } from "./tensor-handle.js";

/** What `registerHook` returns: takes the hook away again. */
export interface RemovableHandle {
  /** Again is harmless. */
  remove(): void;
}

/** A function that is called with a gradient of `T`; what it returns takes the gradient's place. */
export type Hook<T> = ((gradient: T) => T | null | undefined) | ((gradient: T) => void);

/** `Tensor.registerHook`: calls `hook` with the tensor's gradient whenever one is computed. */
export function registerHook<T extends HandleOwner>(
  tensor: T,
  hook: Hook<T>,
  wrap: (handle: TensorHandle) => T,
): RemovableHandle {
  if (typeof hook !== "function") {
    throw InputError.at("registerHook.hook", `expected a function but received ${typeof hook}`);
  }
  const number = native((addon) =>
    addon.tensorRegisterHook(tensor.handle, ([gradient]) => [
      // One gradient is what the engine calls it with.
      replacement(hook(wrap(gradient as TensorHandle))),
    ]),
  );
  let isThere = true;
  return {
    remove() {
      if (!isThere) return;
      isThere = false;
      native((addon) => {
        if (!addon.tensorIsDisposed(tensor.handle)) addon.tensorRemoveHook(tensor.handle, number);
      });
    },
  };
}

function replacement(returned: unknown): TensorHandle | null {
  if (returned === undefined || returned === null) return null;
  if (returned instanceof HandleOwner) return returned.handle;
  throw InputError.at(
    "registerHook.hook",
    `expected a tensor or nothing to be returned but received ${typeof returned}`,
  );
}
