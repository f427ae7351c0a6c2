import { expect, test } from "vitest";
import { describeNetwork, network } from "../../../lib/nn/index.js";
import { refusal } from "../../support/refusal.js";

test("has the parameters and buffers of a torch.nn.Sequential", () => {
  const net = network
    .image({ channels: 2, height: 3, width: 4 })
    .batchNorm()
    .flatten()
    .linear(5, { bias: false, name: "hidden" })
    .batchNorm({ affine: false })
    .relu()
    .linear(3);
  const description = describeNetwork(net);
  expect(
    description.layers.map(({ name, kind, outputShape, parameterCount }) => [
      name,
      kind,
      outputShape,
      parameterCount,
    ]),
  ).toEqual([
    ["0", "batchNorm", [2, 3, 4], 4],
    ["1", "flatten", [24], 0],
    ["hidden", "linear", [5], 120],
    ["3", "batchNorm", [5], 0],
    ["4", "relu", [5], 0],
    ["5", "linear", [3], 18],
  ]);
  expect(description.layers.flatMap(({ parameters }) => parameters)).toEqual([
    { name: "0.weight", shape: [2], kernel: false },
    { name: "0.bias", shape: [2], kernel: false },
    { name: "hidden.weight", shape: [5, 24], kernel: true },
    { name: "5.weight", shape: [3, 5], kernel: true },
    { name: "5.bias", shape: [3], kernel: false },
  ]);
  expect(description.layers[3]?.buffers).toEqual([
    { name: "3.running_mean", shape: [5] },
    { name: "3.running_var", shape: [5] },
    { name: "3.num_batches_tracked", shape: [] },
  ]);
  expect(description.kernels).toEqual([
    { name: "hidden", parameter: "hidden.weight", shape: [5, 24] },
    { name: "5", parameter: "5.weight", shape: [3, 5] },
  ]);
  expect(description.parameterCount).toBe(142);
  expect(description.inputShape).toEqual([2, 3, 4]);
  expect(description.outputShape).toEqual([3]);
});

test("takes a spec by hand, and flattens a vector to itself", () => {
  const description = describeNetwork({
    input: { kind: "vector", features: 7 },
    layers: [{ kind: "flatten" }, { kind: "linear", outFeatures: 2 }],
  });
  expect(description.layers.map(({ outputShape }) => outputShape)).toEqual([[7], [2]]);
});

test("names the layer and both shapes of a misfit", () => {
  const misfit = {
    input: { kind: "image", channels: 1, height: 28, width: 28 },
    layers: [{ kind: "relu" }, { kind: "relu", name: "act" }, { kind: "linear", outFeatures: 2 }],
  } as const;
  expect(refusal(() => describeNetwork(misfit))).toBe(
    'network.layers[2]: linear "2" takes [N, features] but receives [N, 1, 28, 28] from layer "act"; flatten it first',
  );
});

test("refuses two layers of one name", () => {
  const twins = {
    input: { kind: "vector", features: 7 },
    layers: [{ kind: "relu", name: "1" }, { kind: "relu" }],
  } as const;
  expect(refusal(() => describeNetwork(twins))).toBe(
    'network.layers[1].name: expected a name of its own but received "1", the name of layers[0]',
  );
});
