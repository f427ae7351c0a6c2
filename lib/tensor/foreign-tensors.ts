import { InputError } from "../errors.js";

/**
 * Says what to do where arguments hold what is left of a tensor that was posted to this thread, or an offer of
 * `torch.share`. For arguments that were refused: the reason may be this.
 *
 * @throws {InputError} if one does.
 */
export function refuseForeign(place: string, args: readonly unknown[]): void {
  const values = args.flatMap((value) => (Array.isArray(value) ? value.slice(0, 1000) : [value]));
  if (values.some(isPosted)) {
    throw InputError.at(
      place,
      "expected a tensor but received what is left of one after posting it to another thread: post " +
        "torch.share(tensor) and make a tensor of that by torch.fromShared",
    );
  }
  if (values.some(isOffer)) {
    throw InputError.at(
      place,
      "expected a tensor but received what torch.share returned: make a tensor of it by torch.fromShared",
    );
  }
}

/** A structured clone of a tensor: the engine's part of it is an empty object. */
export function isPosted(value: unknown): boolean {
  if (!isPlain(value)) return false;
  const keys = Object.keys(value);
  return (
    keys.length === 1 &&
    "handle" in value &&
    isPlain(value.handle) &&
    Object.keys(value.handle).length === 0
  );
}

function isOffer(value: unknown): boolean {
  return isPlain(value) && "kind" in value && value.kind === "layca.sharedTensor";
}

function isPlain(value: unknown): value is object {
  return (
    typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype
  );
}
