import { expect, test } from "vitest";
import { describeNetwork, network } from "../../../../lib/nn/index.js";
import { refusal } from "../../../support/refusal.js";

const image = network.image({ channels: 6, height: 3, width: 2 });
const vector = network.vector({ features: 8 });

test("fill in PyTorch's defaults", () => {
  expect(image.batchNorm().layerNorm().groupNorm(3).layers).toEqual([
    { kind: "batchNorm", affine: true, momentum: 0.1, eps: 1e-5 },
    { kind: "layerNorm", eps: 1e-5, affine: true },
    { kind: "groupNorm", numGroups: 3, eps: 1e-5, affine: true },
  ]);
});

test.each([
  ["batchNorm of an image", image.batchNorm(), [6], false],
  ["layerNorm of an image", image.layerNorm(), [6, 3, 2], true],
  ["layerNorm of a vector", vector.layerNorm(), [8], false],
  ["groupNorm of an image", image.groupNorm(2), [6], false],
  ["groupNorm of a vector", vector.groupNorm(4), [8], false],
] as const)("%s has PyTorch's parameters", (_name, net, shape, kernel) => {
  const { layers, inputShape, outputShape } = describeNetwork(net);
  expect(layers[0]?.parameters).toMatchObject([
    { name: "0.weight", shape, kernel },
    { name: "0.bias", shape, kernel },
  ]);
  expect(outputShape).toEqual(inputShape);
});

test("have no parameters without affine", () => {
  const net = image
    .batchNorm({ affine: false })
    .layerNorm({ affine: false })
    .groupNorm(6, { affine: false });
  expect(describeNetwork(net).parameterCount).toBe(0);
});

test.each<[name: string, act: () => unknown, message: string]>([
  [
    "groups that do not divide the channels",
    () => image.groupNorm(4),
    'network.layers[0]: groupNorm "0" takes channels that are a multiple of numGroups 4 but receives [N, 6, 3, 2] from the network\'s input',
  ],
  [
    "no groups",
    () => vector.groupNorm(0),
    "network.layers[0].numGroups: expected an integer ≥ 1 but received 0",
  ],
  [
    "eps 0",
    () => vector.layerNorm({ eps: 0 }),
    "network.layers[0].eps: expected a number > 0 but received 0",
  ],
])("refuses %s", (_name, act, message) => {
  expect(refusal(act)).toBe(message);
});
