import type { TensorHandle, TensorId } from "../addon.js";
import { InputError } from "../errors.js";
import { engine } from "../native.js";
import { adoptTensor } from "./open-scopes.js";

const NO_CLONE = Symbol("A tensor (torch.share hands it to another thread)");

/** What owns a native tensor: the root of `Tensor`, known to the code that calls operators. */
export abstract class HandleOwner {
  /** Structured clones end at it, in words of use to whoever posted a tensor; the handle's would have none. */
  protected readonly refusesClone = NO_CLONE;
  /**
   * The handle, or the id for as long as nothing asked for a handle, which takes longer to make than to read from. An id
   * keeps nothing alive: pass it on at once, before anything else runs an operator.
   *
   * @internal
   */
  held: TensorHandle | TensorId;

  /**
   * @param handle null: of the tensor that {@link own} tells
   * @throws {InputError} for a number, which might be the id of another's tensor.
   */
  constructor(handle: TensorHandle | null) {
    this.held = handle as TensorHandle; // Whoever passes null calls `own` before anything reads it.
    if (handle === null) return;
    if (typeof handle === "number") {
      throw InputError.at("tensor", `expected a tensor but received ${handle}`);
    }
    adoptTensor(handle);
  }

  /** The native handle, which only the engine can read. */
  get handle(): TensorHandle {
    if (typeof this.held === "number") this.held = engine().tensorHandle(this.held);
    return this.held;
  }

  /**
   * Makes it the owner of the tensor that was made for it.
   *
   * @internal
   */
  own(made: TensorHandle | TensorId): void {
    this.held = made;
    adoptTensor(made);
  }

  /** Makes a tensor of the same class around another handle. */
  protected abstract get wrap(): (handle: TensorHandle | null) => HandleOwner;
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
