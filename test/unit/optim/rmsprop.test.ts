import { expect, test } from "vitest";
import { type RmspropOptions, rmsprop } from "../../../lib/optim/index.js";
import { refusal } from "../../support/refusal.js";

test("has PyTorch's defaults", () => {
  expect(rmsprop()).toEqual({
    kind: "rmsprop",
    lr: 1e-2,
    alpha: 0.99,
    eps: 1e-8,
    momentum: 0,
    centered: false,
    weightDecay: 0,
    weightDecayOn: "kernels",
  });
});

test.each<RmspropOptions>([
  { alpha: 0, eps: 0, momentum: 0.9, centered: true },
  { alpha: 1, weightDecay: 1e-3, weightDecayOn: "all" },
])("takes %o", (options) => {
  expect(rmsprop(options)).toMatchObject(options);
});

test.each<[RmspropOptions, string]>([
  [{ lr: -1 }, "rmsprop.lr: expected a number ≥ 0 but received -1"],
  [{ alpha: -0.1 }, "rmsprop.alpha: expected a number ≥ 0 and ≤ 1 but received -0.1"],
  [{ alpha: 1.1 }, "rmsprop.alpha: expected a number ≥ 0 and ≤ 1 but received 1.1"],
  [{ eps: -1 }, "rmsprop.eps: expected a number ≥ 0 but received -1"],
  [{ momentum: -1 }, "rmsprop.momentum: expected a number ≥ 0 but received -1"],
  [{ weightDecay: -1 }, "rmsprop.weightDecay: expected a number ≥ 0 but received -1"],
  [JSON.parse('{ "centered": 1 }'), "rmsprop.centered: expected true or false but received 1"],
])("refuses %o", (options, message) => {
  expect(refusal(() => rmsprop(options))).toBe(message);
});
