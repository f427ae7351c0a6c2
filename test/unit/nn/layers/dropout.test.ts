import { expect, test } from "vitest";
import { describeNetwork, network } from "../../../../lib/nn/index.js";
import { refusal } from "../../../support/refusal.js";

const image = network.image({ channels: 2, height: 3, width: 3 });

test("has PyTorch's default, keeps the shape and has no parameters", () => {
  const net = image.dropout().dropout(0.2, { name: "drop" }).dropout(1);
  expect(net.layers).toEqual([
    { kind: "dropout", p: 0.5 },
    { kind: "dropout", p: 0.2, name: "drop" },
    { kind: "dropout", p: 1 },
  ]);
  const description = describeNetwork(net);
  expect(description.outputShape).toEqual([2, 3, 3]);
  expect(description.parameterCount).toBe(0);
});

test.each([-0.1, 1.5])("refuses p = %d", (p) => {
  expect(refusal(() => image.dropout(p))).toBe(
    `network.layers[0].p: expected a number ≥ 0 and ≤ 1 but received ${p}`,
  );
});
