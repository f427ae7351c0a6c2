import { InputError } from "../errors.js";
import { native } from "./native-call.js";
import { Tensor } from "./tensor.js";

/** A tensor on its way to another thread: plain data, which can be posted and cloned. */
export interface SharedTensor {
  /** Tells it from other messages. */
  readonly kind: "layca.sharedTensor";
  /** Names the offer within the process. */
  readonly token: string;
}

/** How long a tensor may be claimed after the thread that shared it has ended, in milliseconds. */
const GRACE = 60_000;

/**
 * Offers a tensor to another thread of this process, which makes a tensor of the same memory by {@link fromShared}.
 * Nothing is copied; the tensor stays usable here.
 *
 * What is shared is the tensor detached: no gradients flow between threads, and the other thread's tensor does not
 * require any at first. Both see what either writes, without order: whoever writes has to agree with the others when.
 * A shared memory can no longer be resized in place.
 *
 * The offer is good for one claim; share as often as there are threads. It holds the memory until it is claimed, at
 * most until a minute after this thread has ended.
 *
 * @example worker.postMessage(torch.share(weights))
 * @throws {InputError} for a disposed tensor and for one that is not strided.
 */
export function share(tensor: Tensor): SharedTensor {
  if (!(tensor instanceof Tensor)) {
    throw InputError.at("share", `expected a tensor but received ${described(tensor)}`);
  }
  return native((addon) => {
    addon.sharedExpire(GRACE);
    return { kind: "layca.sharedTensor", token: addon.tensorShare(tensor.handle) };
  });
}

/**
 * The tensor that another thread has offered by {@link share}.
 *
 * @param shared as it came by `postMessage` or `workerData`
 * @example parentPort.on("message", (shared) => use(torch.fromShared(shared)))
 * @throws {InputError} for what is no offer, for one claimed before, of another process, or of a thread that has
 *   ended more than a minute ago.
 */
export function fromShared(shared: SharedTensor): Tensor {
  if (!isShared(shared)) {
    throw InputError.at(
      "fromShared",
      `expected what torch.share returned but received ${described(shared)}`,
    );
  }
  return native((addon) => {
    addon.sharedExpire(GRACE);
    const handle = addon.tensorClaim(shared.token);
    if (handle) return Tensor.fromHandle(handle);
    throw InputError.at(
      "fromShared",
      "expected a tensor that a thread of this process shared and none has claimed yet but received one that was " +
        "claimed, or whose thread has ended",
    );
  });
}

function isShared(value: unknown): value is SharedTensor {
  return (
    typeof value === "object" &&
    value !== null &&
    "kind" in value &&
    value.kind === "layca.sharedTensor" &&
    "token" in value &&
    typeof value.token === "string"
  );
}

function described(value: unknown): string {
  if (value instanceof Tensor) return "a tensor";
  return value === null ? "null" : typeof value;
}
