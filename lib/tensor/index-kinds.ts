import { InputError } from "../errors.js";
import type { NestedInput } from "./nested-input.js";
import type { HandleOwner } from "./tensor-handle.js";

/** A range of a dimension: Python's `start:stop:step`. */
export class Slice {
  /** The first place; null: the beginning. */
  readonly start: number | null;
  /** The first place that is left out; null: none. */
  readonly stop: number | null;
  /** From one place to the next, at least 1. */
  readonly step: number;

  constructor(start: number | null, stop: number | null, step: number) {
    this.start = start;
    this.stop = stop;
    this.step = step;
  }
}

/**
 * Python's `start:stop:step` for `Tensor.at` and `setAt`. Negative ends count from the end; what lies beyond a
 * dimension is left out, as in Python.
 *
 * @example x.at(slice(1, 3)); x.at(slice(2)); x.at(slice(null, -1)); x.at(slice(null, null, 2))
 * @param start default: the beginning. `slice(2)` is `2:`, as in JavaScript; Python's `slice(2)` is `:2`.
 * @param stop the first that is left out; default: the end
 * @param step at least 1, which is the default
 * @throws {InputError} for ends that are no integers, and for a step below 1.
 */
export function slice(start: number | null = null, stop: number | null = null, step = 1): Slice {
  checkEnd("start", start);
  checkEnd("stop", stop);
  if (!Number.isSafeInteger(step) || step < 1) {
    throw InputError.at("slice.step", `expected an integer ≥ 1 but received ${String(step)}`);
  }
  return new Slice(start, stop, step);
}

function checkEnd(name: string, end: number | null): void {
  if (end === null || Number.isSafeInteger(end)) return;
  throw InputError.at(`slice.${name}`, `expected an integer or null but received ${String(end)}`);
}

/** Python's `...`: the dimensions that the other indices do not name. */
export const ellipsis: unique symbol = Symbol("layca.ellipsis");

/** Python's `None`: a new dimension of size 1. */
export const newAxis = null;

/**
 * What stands for a dimension in `Tensor.at`: a number takes one of its places and drops the dimension; a slice keeps
 * it; a tensor or a list of integers picks places, one of booleans those where it is true, over as many dimensions
 * as it has.
 */
export type Index<T extends HandleOwner = HandleOwner> =
  | number
  | bigint
  | boolean
  | null
  | Slice
  | typeof ellipsis
  | T
  | readonly NestedInput[];
