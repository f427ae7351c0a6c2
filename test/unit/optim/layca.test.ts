import { expect, test } from "vitest";
import { type LaycaOptions, layca, sgd } from "../../../lib/optim/index.js";
import { refusal } from "../../support/refusal.js";

test("wraps a base rule", () => {
  expect(layca(sgd(), { rate: 3 ** -3 })).toEqual({
    kind: "layca",
    base: sgd(),
    rate: 3 ** -3,
    alpha: 0,
    radius: "initial",
    arc: "tangent",
    others: "base",
  });
});

test("with multipliers there is no alpha", () => {
  expect(layca(sgd(), { rate: 1, multipliers: [1, 0.5] })).not.toHaveProperty("alpha");
});

test.each<[LaycaOptions, string]>([
  [JSON.parse("{}"), "layca.rate: expected a number ≥ 0 but it is missing"],
  [{ rate: -1 }, "layca.rate: expected a number ≥ 0 but received -1"],
  [{ rate: 1, alpha: 1 }, "layca.alpha: expected a number > -1 and < 1 but received 1"],
  [{ rate: 1, alpha: -1 }, "layca.alpha: expected a number > -1 and < 1 but received -1"],
  [
    { rate: 1, alpha: 0, multipliers: [1] },
    "layca.alpha: expected alpha or multipliers but received both",
  ],
  [
    { rate: 1, multipliers: [1, -1] },
    "layca.multipliers[1]: expected a number ≥ 0 but received -1",
  ],
  [
    { rate: 1, multipliers: [] },
    "layca.multipliers: expected a list of one number a kernel but received []",
  ],
  [
    JSON.parse('{ "rate": 1, "others": "trained" }'),
    'layca.others: expected "base" or "frozen" but received "trained"',
  ],
  [
    JSON.parse('{ "rate": 1, "radius": "unit", "arc": "chord" }'),
    'layca.radius: expected "initial" or "current" but received "unit"\nlayca.arc: expected "tangent" or "exact" but received "chord"',
  ],
])("refuses %o", (options, message) => {
  expect(refusal(() => layca(sgd(), options))).toBe(message);
});

test("takes no transform for a base", () => {
  const nested = JSON.parse('{ "kind": "layca", "rate": 1 }');
  expect(refusal(() => layca(nested, { rate: 1 }))).toBe(
    'layca.base.kind: expected sgd, adam, adamW, rmsprop or adagrad but received "layca"',
  );
});
