import type { TensorHandle, TensorId } from "../addon.js";
import { InputError } from "../errors.js";
import { engine } from "../native.js";
import { adoptTensor } from "./open-scopes.js";

const NO_CLONE = Symbol("A tensor (torch.share hands it to another thread)");

/** What owns a native tensor: the root of `Tensor`, known to the code that calls operators. */
export abstract class HandleOwner {
  /** Structured clones end at it, in words of use to whoever posted a tensor; the handle's would have none. */
  declare protected readonly refusesClone: symbol;
  /**
   * The handle, or the id for as long as nothing asked for a handle, which takes longer to make than to read from. An id
   * keeps nothing alive: pass it on at once, before anything else runs an operator.
   *
   * @internal
   */
  declare held: TensorHandle | TensorId;

  /** @throws {InputError} for a number, which might be the id of another's tensor. */
  constructor(handle: TensorHandle) {
    this.refusesClone = NO_CLONE;
    this.claim(handle);
  }

  /** The native handle, which only the engine can read. */
  get handle(): TensorHandle {
    if (typeof this.held === "number") this.held = engine().tensorHandle(this.held);
    return this.held;
  }

  /**
   * Makes it the owner of a handle's tensor.
   *
   * @throws {InputError} for a number.
   * @internal
   */
  claim(handle: TensorHandle): void {
    if (typeof handle === "number") {
      throw InputError.at("tensor", `expected a tensor but received ${handle}`);
    }
    this.own(handle);
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

interface Fields {
  refusesClone: symbol;
  held: unknown;
}

/**
 * A constructor of objects of a class, by its prototype, that own nothing yet. V8 makes these at once; for an object of
 * the class's own constructor it looks up those of the classes that it extends, one by one and anew each time.
 */
export function blanksOf<T extends HandleOwner>(prototype: T): new () => T {
  function Blank(this: Fields): void {
    this.refusesClone = NO_CLONE;
    this.held = null;
  }
  Blank.prototype = prototype;
  return Blank as unknown as new () => T; // TypeScript knows no other constructors than classes.
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
