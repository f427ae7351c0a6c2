import { expect, test } from "vitest";
import { describeNetwork, network } from "../../../../lib/nn/index.js";
import { refusal } from "../../../support/refusal.js";

const vector = network.vector({ features: 8 });

test("fill in PyTorch's defaults and keep the shape", () => {
  const net = vector.relu().leakyRelu().gelu().sigmoid().tanh();
  expect(net.layers).toEqual([
    { kind: "relu" },
    { kind: "leakyRelu", negativeSlope: 0.01 },
    { kind: "gelu", approximate: "none" },
    { kind: "sigmoid" },
    { kind: "tanh" },
  ]);
  const description = describeNetwork(net);
  expect(description.outputShape).toEqual([8]);
  expect(description.parameterCount).toBe(0);
});

test.each<[name: string, act: () => unknown, message: string]>([
  [
    "a slope that is no number",
    () => vector.leakyRelu({ negativeSlope: Number.NaN }),
    "network.layers[0].negativeSlope: expected a finite number but received NaN",
  ],
  [
    "another approximation",
    () => vector.gelu({ approximate: JSON.parse('"erf"') }),
    'network.layers[0].approximate: expected "none" or "tanh" but received "erf"',
  ],
])("refuses %s", (_name, act, message) => {
  expect(refusal(act)).toBe(message);
});
