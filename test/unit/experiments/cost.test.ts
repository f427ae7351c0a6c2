import { expect, it } from "vitest";
import { datasets } from "../../../lib/data/index.js";
import { runCost, sampleCost } from "../../../lib/experiments/cost.js";
import { network } from "../../../lib/nn/index.js";
import { sgd } from "../../../lib/optim/index.js";
import { parseRunSpec, type RunSpecInput } from "../../../lib/train/run-spec.js";
import { writeMnist } from "../../support/idx-files.js";
import { temporaryFolder } from "../../support/temporary-folder.js";

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
  expect(sampleCost(parseRunSpec(base))).toBe(2 * first + 3 * second + 3 * last);
});

it("leaves out layers before the first that is trained, and weights that are frozen", () => {
  expect(sampleCost(parseRunSpec({ ...base, trainable: ["2"] }))).toBe(2 * second + 2 * last);
  expect(sampleCost(parseRunSpec({ ...base, trainable: ["4"] }))).toBe(2 * last);
});

it("multiplies by the samples that a run sees", () => {
  const root = temporaryFolder();
  writeMnist(root, { train: 60 });
  const run = parseRunSpec({ ...base, data: datasets.mnist({ root, perClass: 2 }), epochs: 5 });
  expect(runCost(run)).toBe(sampleCost(run) * 20 * 5);
  const limited = parseRunSpec({ ...base, data: datasets.mnist({ root, limit: 30 }) });
  expect(runCost(limited)).toBe(sampleCost(limited) * 30);
});
