import type { TensorHandle } from "../addon.js";
import { InputError } from "../errors.js";
import { adoptTensor } from "./open-scopes.js";

const NO_CLONE = Symbol("A tensor (torch.share hands it to another thread)");

/** What owns a native tensor: the root of `Tensor`, known to the code that calls operators. */
export abstract class HandleOwner {
  /** Structured clones end at it, in words of use to whoever posted a tensor; the handle's would have none. */
  protected readonly refusesClone = NO_CLONE;
  /** The native handle, which only the engine can read. */
  readonly handle: TensorHandle;

  constructor(handle: TensorHandle) {
    this.handle = handle;
    adoptTensor(handle);
  }

  /** A tensor of the same class around another handle. */
  protected abstract wrap(this: void, handle: TensorHandle): HandleOwner;
}

/**
 * The handle of what should be a tensor.
 *
 * @param place what it is called in errors: `backward.gradient`
 */
export function handleOf(place: string, value: unknown): TensorHandle {
  if (value instanceof HandleOwner) return value.handle;
  const received = value === null ? "null" : typeof value;
  throw InputError.at(place, `expected a tensor but received ${received}`);
}
