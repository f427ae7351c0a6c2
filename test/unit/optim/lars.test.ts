import { expect, test } from "vitest";
import { type LarsOptions, lars, sgd } from "../../../lib/optim/index.js";
import { refusal } from "../../support/refusal.js";

test("wraps a base rule; the norm grows without limit by default", () => {
  expect(lars(sgd(), { rate: 0.1 })).toEqual({
    kind: "lars",
    base: sgd(),
    rate: 0.1,
    normGrowth: null,
    others: "base",
  });
});

test.each([null, 0, 1e-4])("takes a normGrowth of %s", (normGrowth) => {
  expect(lars(sgd(), { rate: 1, normGrowth }).normGrowth).toBe(normGrowth);
});

test.each<[LarsOptions, string]>([
  [JSON.parse("{}"), "lars.rate: expected a number ≥ 0 but it is missing"],
  [{ rate: -1 }, "lars.rate: expected a number ≥ 0 but received -1"],
  [{ rate: 1, normGrowth: -1 }, "lars.normGrowth: expected a number ≥ 0 but received -1"],
  [
    JSON.parse('{ "rate": 1, "normGrowth": "none", "others": "trained" }'),
    'lars.others: expected "base" or "frozen" but received "trained"\n' +
      'lars.normGrowth: expected null or a number ≥ 0 but received "none"',
  ],
  [
    JSON.parse('{ "rate": 1, "alpha": 0.5 }'),
    "lars.alpha: unknown key; expected one of kind, base, rate, others, normGrowth",
  ],
])("refuses %o", (options, message) => {
  expect(refusal(() => lars(sgd(), options))).toBe(message);
});
