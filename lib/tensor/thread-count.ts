import { native } from "./native-call.js";

/**
 * How many threads the operators called from this JavaScript thread use, from now on; runs have `threads` of their
 * own. With one, sums are always in the same order. Default: the number of cores, or `OMP_NUM_THREADS`.
 *
 * @param count from 1 to 1024
 * @throws {InputError} for anything else.
 */
export function setNumThreads(count: number): void {
  native((addon) => addon.setNumThreads(count));
}

/** How many threads the operators called from this JavaScript thread use. */
export function getNumThreads(): number {
  return native((addon) => addon.getNumThreads());
}
