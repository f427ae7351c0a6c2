import { InputError } from "../errors.js";
import type { Reduction } from "./scalar.js";

/** `at::Reduction`'s numbers. */
const numbers: ReadonlyMap<unknown, number> = new Map<Reduction, number>([
  ["none", 0],
  ["mean", 1],
  ["sum", 2],
]);

/**
 * The number by which libtorch knows a reduction.
 *
 * @param name of the loss, as its caller knows it
 * @throws {InputError} for what is none.
 */
export function reductionNumber(name: string, reduction: unknown): number {
  const number = numbers.get(reduction);
  if (number !== undefined) return number;
  const received = typeof reduction === "string" ? JSON.stringify(reduction) : typeof reduction;
  throw InputError.at(`${name}.reduction`, `expected none, mean or sum but received ${received}`);
}

/** Throws as {@link reductionNumber} does. */
export function checkReduction(name: string, reduction: unknown): asserts reduction is Reduction {
  reductionNumber(name, reduction);
}
