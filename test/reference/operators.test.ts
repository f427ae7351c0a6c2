import { describe, expect, it } from "vitest";
import { table } from "../../lib/tensor/generated/table.js";
import { Tensor } from "../../lib/tensor/index.js";
import { operatorAt } from "../../lib/tensor/operator-table.js";
import {
  calledCase,
  type OperatorCase,
  operatorCases,
  type Stored,
  type StoredTensor,
  storedOf,
  weightedSum,
} from "./support/operator-case.js";

/**
 * The same kernels on the same numbers: what may differ is the order in which vectors of other widths are summed,
 * some units in the last place, in decompositions some tens. Float32 results have been rounded.
 */
const TOLERANCE = { float64: 1e-11, complex128: 1e-11, float32: 1e-6 };

describe("operators give what Python torch gives", () => {
  const counts = new Map<string, number>();
  for (const given of operatorCases) {
    const count = (counts.get(given.call) ?? 0) + 1;
    counts.set(given.call, count);
    it(count === 1 ? given.call : `${given.call}, case ${count}`, () => check(given));
  }
});

it("the cases are of at least 300 operators and every kind of argument", () => {
  const operators = new Set(
    operatorCases.map(({ call }) => call.replace(/^Tensor\.|^nn\.functional\./, "")),
  );
  expect(operators.size).toBeGreaterThanOrEqual(300);
  const known = [...operators].filter((key) => Object.hasOwn(table, key));
  expect(known.length).toBe(operators.size);
  const kinds = new Set(known.flatMap((key) => kindsOf(key)));
  expect(
    Object.keys(table)
      .flatMap(kindsOf)
      .filter((kind) => !kinds.has(kind)),
  ).toEqual([]);
});

function kindsOf(key: string): string[] {
  return operatorAt(key).overloads.flatMap(({ required, options }) =>
    [...required, ...Object.values(options).map(({ kind }) => kind)].map((kind) =>
      kind.replace("?", ""),
    ),
  );
}

function check(given: OperatorCase): void {
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
  const made = storedOf(result);
  const { dtype, shape, values } = expected as StoredTensor; // What is no tensor fails on the next line.
  expect({ dtype: made.dtype, shape: made.shape }, what).toEqual({ dtype, shape });
  const tolerance = Object.hasOwn(TOLERANCE, dtype)
    ? TOLERANCE[dtype as keyof typeof TOLERANCE]
    : 0;
  for (const [at, text] of values.entries()) {
    const value = Number(String(text).replace("inf", "Infinity"));
    const found = Number(made.values[at]);
    const close = Math.abs(found - value) <= tolerance * Math.max(1, Math.abs(value));
    if (!close && !Object.is(found, value)) expect(found, `${what}, number ${at}`).toBe(value);
  }
}
