import { expect, test } from "vitest";
import { coversLayer, describeNetwork, layerNameIssues, network } from "../../../lib/nn/index.js";

const net = describeNetwork(
  network
    .vector({ features: 2 })
    .linear(2, { name: "in" })
    .relu()
    .linear(2)
    .batchNorm({ affine: false }),
);

test("takes layers that have parameters, once each", () => {
  expect(layerNameIssues(["2", "in"], net, "trainable")).toEqual([]);
  const expected = "expected a layer with parameters (in, 2) but received";
  expect(layerNameIssues(["in", "0", "in", "1", "3"], net, "trainable")).toEqual([
    { path: "trainable[1]", message: `${expected} "0"` },
    { path: "trainable[2]", message: 'expected each layer once but received "in" again' },
    { path: "trainable[3]", message: `${expected} relu "1", which has none` },
    { path: "trainable[4]", message: `${expected} batchNorm "3", which has none` },
  ]);
});

test("a residual's name stands for what lies inside it", () => {
  const deep = describeNetwork(
    network
      .vector({ features: 2 })
      .linear(2)
      .residual((branch) => branch.linear(2, { name: "in" }).relu(), { name: "block" })
      .residual((branch) => branch.relu()),
  );
  expect(layerNameIssues(["block"], deep, "trainable")).toEqual([]);
  expect(layerNameIssues(["block.branch.in", "0"], deep, "trainable")).toEqual([]);
  const expected = "expected a layer with parameters (0, block, block.branch.in) but received";
  expect(layerNameIssues(["block.branch.in", "block", "2", "in"], deep, "trainable")).toEqual([
    {
      path: "trainable[0]",
      message: 'expected each layer once but received "block.branch.in", which lies inside "block"',
    },
    { path: "trainable[2]", message: `${expected} residual "2", which has none` },
    { path: "trainable[3]", message: `${expected} "in"` },
  ]);
  expect(
    ["block", "block.branch.in", "block2", "0"].map((name) => coversLayer(["block"], name)),
  ).toEqual([true, true, false, false]);
});

test("lists a dozen names at most", () => {
  let deep = network.vector({ features: 2 });
  for (let layer = 0; layer < 20; layer++) deep = deep.linear(2);
  expect(layerNameIssues(["x"], describeNetwork(deep), "trainable")).toEqual([
    {
      path: "trainable[0]",
      message:
        'expected a layer with parameters (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, …) but received "x"',
    },
  ]);
});
