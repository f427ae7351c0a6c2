import { expect, expectTypeOf, test } from "vitest";
import { describeNetwork, type Network, network } from "../../../lib/nn/index.js";
import { refusal } from "../../support/refusal.js";

const image = network.image({ channels: 2, height: 7, width: 6 });

test("a pooling's stride is its kernel's size unless said", () => {
  expect(image.maxPool2d(2).avgPool2d(3, { stride: 1, padding: "same" }).layers).toEqual([
    { kind: "maxPool2d", kernelSize: 2, stride: 2, padding: 0 },
    { kind: "avgPool2d", kernelSize: 3, stride: 1, padding: "same" },
  ]);
});

type Options = { stride?: number; padding?: 0 | "same" };

test.each(["maxPool2d", "avgPool2d"] as const)("%s: output shapes", (kind) => {
  const output = (kernelSize: number, options: Options = {}) =>
    describeNetwork(image[kind](kernelSize, options)).outputShape;
  expect(output(2)).toEqual([2, 3, 3]);
  expect(output(2, { padding: "same" })).toEqual([2, 4, 3]);
  expect(output(3, { stride: 1 })).toEqual([2, 5, 4]);
  expect(output(3, { stride: 1, padding: "same" })).toEqual([2, 7, 6]);
  expect(output(6)).toEqual([2, 1, 1]);
});

test("a whole channel's mean is a vector", () => {
  const pooled = image.globalAvgPool();
  expectTypeOf(pooled).toEqualTypeOf<Network<"vector">>();
  expect(describeNetwork(pooled).outputShape).toEqual([2]);
});

test.each<[name: string, act: () => unknown, message: string]>([
  [
    "a window larger than the image",
    () => image.maxPool2d(7),
    'network.layers[0]: maxPool2d "0" takes images of at least 7 × 7 pixels but receives [N, 2, 7, 6] from the network\'s input',
  ],
  [
    "padding by a number",
    () => image.avgPool2d(2, { padding: JSON.parse("1") }),
    'network.layers[0].padding: expected 0 or "same" but received 1',
  ],
  [
    "pooling a vector",
    () => (image.flatten() as unknown as Network<"image">).avgPool2d(2),
    'network.layers[1]: avgPool2d "1" takes [N, channels, height, width] but receives [N, 84] from layer "0"',
  ],
  [
    "the mean of a vector",
    () => (image.flatten() as unknown as Network<"image">).globalAvgPool(),
    'network.layers[1]: globalAvgPool "1" takes [N, channels, height, width] but receives [N, 84] from layer "0"',
  ],
])("refuses %s", (_name, act, message) => {
  expect(refusal(act)).toBe(message);
});
