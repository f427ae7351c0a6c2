import { expect, test } from "vitest";
import { type AdagradOptions, adagrad } from "../../../lib/optim/index.js";
import { refusal } from "../../support/refusal.js";

test("has PyTorch's defaults", () => {
  expect(adagrad()).toEqual({
    kind: "adagrad",
    lr: 1e-2,
    lrDecay: 0,
    initialAccumulator: 0,
    eps: 1e-10,
    weightDecay: 0,
    weightDecayOn: "kernels",
  });
});

test("takes what PyTorch takes", () => {
  const options: AdagradOptions = { lrDecay: 2, initialAccumulator: 0.1, eps: 0, weightDecay: 1 };
  expect(adagrad(options)).toMatchObject(options);
});

test.each<[AdagradOptions, string]>([
  [{ lr: -1 }, "adagrad.lr: expected a number ≥ 0 but received -1"],
  [{ lrDecay: -1 }, "adagrad.lrDecay: expected a number ≥ 0 but received -1"],
  [{ initialAccumulator: -1 }, "adagrad.initialAccumulator: expected a number ≥ 0 but received -1"],
  [{ eps: Number.NaN }, "adagrad.eps: expected a number ≥ 0 but received NaN"],
  [{ weightDecay: -1 }, "adagrad.weightDecay: expected a number ≥ 0 but received -1"],
])("refuses %o", (options, message) => {
  expect(refusal(() => adagrad(options))).toBe(message);
});
