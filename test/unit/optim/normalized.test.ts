import { expect, test } from "vitest";
import { adam, type NormalizedOptions, normalized } from "../../../lib/optim/index.js";
import { refusal } from "../../support/refusal.js";

test("wraps a base rule", () => {
  expect(normalized(adam(), { rate: 0.1 })).toEqual({
    kind: "normalized",
    base: adam(),
    rate: 0.1,
    others: "base",
  });
});

test.each<[NormalizedOptions, string]>([
  [JSON.parse("{}"), "normalized.rate: expected a number ≥ 0 but it is missing"],
  [
    { rate: Number.POSITIVE_INFINITY },
    "normalized.rate: expected a number ≥ 0 but received Infinity",
  ],
  [
    JSON.parse('{ "rate": 1, "others": 0, "normGrowth": 1 }'),
    'normalized.others: expected "base" or "frozen" but received 0\n' +
      "normalized.normGrowth: unknown key; expected one of kind, base, rate, others",
  ],
])("refuses %o", (options, message) => {
  expect(refusal(() => normalized(adam(), options))).toBe(message);
});

test("refuses what its base refuses", () => {
  const base = { ...adam(), eps: -1 };
  expect(refusal(() => normalized(base, { rate: 1 }))).toBe(
    "normalized.base.eps: expected a number ≥ 0 but received -1",
  );
});
