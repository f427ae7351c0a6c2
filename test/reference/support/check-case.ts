import { expect } from "vitest";
import { Tensor } from "../../../lib/tensor/index.js";
import {
  calledCase,
  type OperatorCase,
  type Stored,
  type StoredTensor,
  storedOf,
  weightedSum,
} from "./operator-case.js";

/**
 * The same kernels on the same numbers: what may differ is the order in which vectors of other widths are summed,
 * some units in the last place, in decompositions some tens. Float32 results have been rounded.
 */
const TOLERANCE = { float64: 1e-11, complex128: 1e-11, float32: 1e-6 };

/** Calls the case and compares results and gradients with what Python torch gave. */
export function checkCase(given: OperatorCase): void {
  const { results, leaves } = calledCase(given);
  expect(results).toHaveLength(given.results.length);
  for (const [index, result] of results.entries())
    compare(`result ${index}`, result, given.results[index]);
  if (!given.gradients) return;
  weightedSum(results).backward();
  expect(leaves).toHaveLength(given.gradients.length);
  for (const [index, leaf] of leaves.entries()) {
    compare(`gradient ${index}`, leaf.grad, given.gradients[index]);
  }
}

function compare(what: string, result: unknown, expected: Stored | undefined): void {
  if (!(result instanceof Tensor)) {
    expect(result, what).toEqual(expected);
    return;
  }
  const { values: made, ...kind } = storedOf(result);
  const { dtype, shape, values, layout } = expected as StoredTensor; // What is no tensor fails on the next line.
  expect(kind, what).toEqual({ dtype, shape, layout });
  const tolerance = Object.hasOwn(TOLERANCE, dtype)
    ? TOLERANCE[dtype as keyof typeof TOLERANCE]
    : 0;
  for (const [at, text] of values.entries()) {
    const value = Number(String(text).replace("inf", "Infinity"));
    const found = Number(made[at]);
    const close = Math.abs(found - value) <= tolerance * Math.max(1, Math.abs(value));
    if (!close && !Object.is(found, value)) expect(found, `${what}, number ${at}`).toBe(value);
  }
}
