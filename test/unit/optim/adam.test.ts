import { expect, test } from "vitest";
import { type AdamOptions, adam } from "../../../lib/optim/index.js";
import { refusal } from "../../support/refusal.js";

test("has PyTorch's defaults", () => {
  expect(adam()).toEqual({
    kind: "adam",
    lr: 1e-3,
    betas: [0.9, 0.999],
    eps: 1e-8,
    amsgrad: false,
    weightDecay: 0,
    weightDecayOn: "kernels",
  });
});

test("takes what PyTorch takes", () => {
  const options: AdamOptions = { lr: 0, betas: [0, 0.5], eps: 0, amsgrad: true, weightDecay: 1 };
  expect(adam(options)).toMatchObject(options);
});

test.each<[AdamOptions, string]>([
  [{ lr: -1 }, "adam.lr: expected a number ≥ 0 but received -1"],
  [{ betas: [1, 0.9] }, "adam.betas[0]: expected a number ≥ 0 and < 1 but received 1"],
  [{ betas: [0.9, -0.1] }, "adam.betas[1]: expected a number ≥ 0 and < 1 but received -0.1"],
  [
    JSON.parse('{ "betas": [0.9] }'),
    "adam.betas: expected two numbers ≥ 0 and < 1 but received [0.9]",
  ],
  [
    JSON.parse('{ "betas": [0.9, 0.9, 0.9] }'),
    "adam.betas: expected two numbers ≥ 0 and < 1 but received [0.9,0.9,0.9]",
  ],
  [JSON.parse('{ "betas": 0.9 }'), "adam.betas: expected two numbers ≥ 0 and < 1 but received 0.9"],
  [{ eps: -1e-8 }, "adam.eps: expected a number ≥ 0 but received -1e-8"],
  [{ weightDecay: -1 }, "adam.weightDecay: expected a number ≥ 0 but received -1"],
  [
    JSON.parse('{ "amsgrad": 1, "momentum": 0.9 }'),
    "adam.amsgrad: expected true or false but received 1\n" +
      "adam.momentum: unknown key; expected one of kind, lr, betas, eps, amsgrad, weightDecay, weightDecayOn",
  ],
])("refuses %o", (options, message) => {
  expect(refusal(() => adam(options))).toBe(message);
});
