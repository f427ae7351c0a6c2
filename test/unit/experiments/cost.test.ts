import { expect, it } from "vitest";
import { datasets } from "../../../lib/data/index.js";
import { stepCost } from "../../../lib/experiments/cost.js";
import { network } from "../../../lib/nn/index.js";
import { sgd } from "../../../lib/optim/index.js";
import { parseRunSpec, type RunSpecInput } from "../../../lib/train/run-spec.js";

const options = { bias: false } as const;
const base: RunSpecInput = {
  network: network
    .vector({ features: 784 })
    .linear(100, options)
    .relu()
    .linear(100, options)
    .relu()
    .linear(10, options),
  data: datasets.mnist(),
  optimizer: sgd(),
  epochs: 1,
  batchSize: 1,
};
const [first, second, last] = [78_400, 10_000, 1_000];

it("counts forward, weight and input gradients of a network that is trained whole", () => {
  // The first layer's input needs no gradient.
  expect(stepCost(parseRunSpec(base))).toBe(2 * first + 3 * second + 3 * last);
});

it("leaves out layers before the first that is trained, and weights that are frozen", () => {
  expect(stepCost(parseRunSpec({ ...base, trainable: ["2"] }))).toBe(2 * second + 2 * last);
  expect(stepCost(parseRunSpec({ ...base, trainable: ["4"] }))).toBe(2 * last);
});
