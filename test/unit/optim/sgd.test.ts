import { expect, test } from "vitest";
import { type SgdOptions, sgd } from "../../../lib/optim/index.js";
import { refusal } from "../../support/refusal.js";

test("has PyTorch's defaults", () => {
  expect(sgd()).toEqual({
    kind: "sgd",
    lr: 1e-3,
    momentum: 0,
    dampening: 0,
    nesterov: false,
    momentumForm: "torch",
    weightDecay: 0,
    weightDecayOn: "kernels",
  });
});

test.each<SgdOptions>([
  { momentum: 0.9, nesterov: true },
  { momentum: 0.9, nesterov: true, momentumForm: "velocity" },
  { momentum: 0.9, dampening: 0.1 },
  { weightDecay: 1e-3, weightDecayOn: ["0", "3"] },
  { weightDecayOn: "all" },
])("takes %o", (options) => {
  expect(sgd(options)).toMatchObject(options);
});

test.each<[SgdOptions, string]>([
  [{ lr: -1 }, "sgd.lr: expected a number ≥ 0 but received -1"],
  [{ momentum: -0.1 }, "sgd.momentum: expected a number ≥ 0 but received -0.1"],
  [{ weightDecay: Number.NaN }, "sgd.weightDecay: expected a number ≥ 0 but received NaN"],
  [
    { momentum: 0.9, dampening: 0.1, momentumForm: "velocity" },
    "sgd.dampening: expected 0 with momentumForm velocity but received 0.1",
  ],
  [
    { momentum: 0.9, dampening: 0.1, momentumForm: "average" },
    "sgd.dampening: expected 0 with momentumForm average but received 0.1",
  ],
  [
    { momentum: 0.9, nesterov: true, momentumForm: "average" },
    "sgd.nesterov: expected false with momentumForm average but received true",
  ],
  [
    { momentum: 0.9, nesterov: true, dampening: 0.1 },
    "sgd.nesterov: expected false with dampening 0.1 but received true",
  ],
  [{ nesterov: true }, "sgd.nesterov: expected false with momentum 0 but received true"],
  [
    JSON.parse('{ "weightDecayOn": "biases" }'),
    'sgd.weightDecayOn: expected "kernels", "all" or a list of layer names but received "biases"',
  ],
  [
    JSON.parse('{ "weight_decay": 0.1 }'),
    "sgd.weight_decay: unknown key; did you mean weightDecay? expected one of kind, lr, momentum, dampening, nesterov, momentumForm, weightDecay, weightDecayOn",
  ],
])("refuses %o", (options, message) => {
  expect(refusal(() => sgd(options))).toBe(message);
});
