import { InputError } from "../errors.js";

/**
 * Says what to do where arguments hold an offer of `torch.share`. For arguments that were refused: the reason may be
 * this.
 *
 * @throws {InputError} if one does.
 */
export function refuseOffers(place: string, args: readonly unknown[]): void {
  const values = args.flatMap((value) => (Array.isArray(value) ? value.slice(0, 1000) : [value]));
  if (values.some(isOffer)) {
    throw InputError.at(
      place,
      "expected a tensor but received what torch.share returned: make a tensor of it by torch.fromShared",
    );
  }
}

function isOffer(value: unknown): boolean {
  return isPlain(value) && "kind" in value && value.kind === "layca.sharedTensor";
}

function isPlain(value: unknown): value is object {
  return (
    typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype
  );
}
