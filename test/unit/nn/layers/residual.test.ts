import { describe, expect, expectTypeOf, test } from "vitest";
import { checkInput } from "../../../../lib/check.js";
import {
  describeNetwork,
  layersInOrder,
  type Network,
  network,
  networkSchema,
} from "../../../../lib/nn/index.js";
import { refusal } from "../../../support/refusal.js";

const image = network.image({ channels: 4, height: 6, width: 6 });
const options = { kernelSize: 3, padding: "same", bias: false } as const;

const net = image
  .conv2d(4, options)
  .residual(
    (branch) =>
      branch
        .conv2d(8, { ...options, stride: 2 })
        .batchNorm()
        .residual((inner) => inner.conv2d(8, { ...options, name: "deep" }), { name: "inner" }),
    { shortcut: (shortcut) => shortcut.conv2d(8, { kernelSize: 1, stride: 2, bias: false }) },
  )
  .relu()
  .globalAvgPool()
  .linear(2, { bias: false });

test("is its spec, with the identity for a shortcut left out", () => {
  const residual = net.layers[1];
  expect(JSON.parse(JSON.stringify(residual))).toMatchObject({
    kind: "residual",
    branch: [
      { kind: "conv2d", outChannels: 8, stride: 2 },
      { kind: "batchNorm" },
      { kind: "residual", name: "inner", branch: [{ name: "deep" }], shortcut: [] },
    ],
    shortcut: [{ kind: "conv2d", kernelSize: 1 }],
  });
  expect(checkInput(networkSchema, net)).toEqual(JSON.parse(JSON.stringify(net)));
});

test("names its layers in full, the branch before the shortcut", () => {
  const { layers, kernels, parameterCount } = describeNetwork(net);
  expect(layers.map(({ name }) => name)).toEqual(["0", "1", "2", "3", "4"]);
  expect(layersInOrder(layers).map(({ name, path }) => [name, path])).toEqual([
    ["0", "network.layers[0]"],
    ["1", "network.layers[1]"],
    ["1.branch.0", "network.layers[1].branch[0]"],
    ["1.branch.1", "network.layers[1].branch[1]"],
    ["1.branch.inner", "network.layers[1].branch[2]"],
    ["1.branch.inner.branch.deep", "network.layers[1].branch[2].branch[0]"],
    ["1.shortcut.0", "network.layers[1].shortcut[0]"],
    ["2", "network.layers[2]"],
    ["3", "network.layers[3]"],
    ["4", "network.layers[4]"],
  ]);
  expect(kernels.map(({ parameter, shape }) => [parameter, shape])).toEqual([
    ["0.weight", [4, 4, 3, 3]],
    ["1.branch.0.weight", [8, 4, 3, 3]],
    ["1.branch.inner.branch.deep.weight", [8, 8, 3, 3]],
    ["1.shortcut.0.weight", [8, 4, 1, 1]],
    ["4.weight", [2, 8]],
  ]);
  // 144 + (288 + 16 + 576 + 32) + 16
  expect(layers[1]?.parameterCount).toBe(912);
  expect(parameterCount).toBe(1072);
});

test("may lead from images to vectors where both ways do", () => {
  const flat = image.residual((branch) => branch.globalAvgPool().linear(144), {
    shortcut: (shortcut) => shortcut.flatten(),
  });
  expectTypeOf(flat).toEqualTypeOf<Network<"vector">>();
  expect(describeNetwork(flat).outputShape).toEqual([144]);
  const misuse = [
    // @ts-expect-error the identity remains an image
    () => image.residual((branch) => branch.flatten()),
    // @ts-expect-error the shortcut remains an image
    () => image.residual((branch) => branch.flatten(), { shortcut: (shortcut) => shortcut.relu() }),
    // @ts-expect-error what flatten gives is no image
    () => image.residual((branch) => branch.flatten().maxPool2d(2)),
  ];
  expect(misuse).toHaveLength(3);
});

describe("refuses", () => {
  const vector = network.vector({ features: 3 });
  test.each<[name: string, act: () => unknown, message: string]>([
    [
      "a branch that gives another shape than the identity",
      () => image.relu().residual((branch) => branch.conv2d(8, { ...options, stride: 2 })),
      'network.layers[1]: residual "1" takes a branch and a shortcut that give one shape but receives [N, 8, 3, 3] from its branch and [N, 4, 6, 6] from its shortcut, the identity',
    ],
    [
      "two ways of different shapes",
      () =>
        vector.residual((branch) => branch.linear(4), {
          name: "both",
          shortcut: (shortcut) => shortcut.linear(5),
        }),
      'network.layers[0]: residual "both" takes a branch and a shortcut that give one shape but receives [N, 4] from its branch and [N, 5] from its shortcut',
    ],
    [
      "a layer inside that does not fit",
      () =>
        image.relu().residual((branch) => branch.conv2d(4, options).conv2d(4, { kernelSize: 9 })),
      'network.layers[1].branch[1]: conv2d "1.branch.1" takes images of at least 9 × 9 pixels but receives [N, 4, 6, 6] from layer "1.branch.0"',
    ],
    [
      "a first layer inside that does not fit",
      () => image.residual((branch) => (branch as unknown as typeof vector).linear(4) as never),
      'network.layers[0].branch[0]: linear "0.branch.0" takes [N, features] but receives [N, 4, 6, 6] from the input of residual "0"; flatten it first',
    ],
    [
      "two layers of a name in one way",
      () => vector.residual((branch) => branch.relu({ name: "a" }).relu({ name: "a" })),
      'network.layers[0].branch[1].name: expected a name of its own but received "a", the name of layers[0]',
    ],
    [
      "a bad field inside",
      () => vector.residual((branch) => branch.linear(0)),
      "network.layers[0].branch[0].outFeatures: expected an integer ≥ 1 but received 0",
    ],
    [
      "a way without layers",
      () => vector.residual((branch) => branch),
      "network.layers[0].branch: expected a list of one or more layers but received []",
    ],
    [
      "another network for a way",
      () => vector.residual(() => vector.relu()),
      "network.layers[0].branch: expected a function that adds layers to the network it is given, and returns that but received a function",
    ],
    [
      "no function for a way",
      () => vector.residual((branch) => branch.relu(), { shortcut: JSON.parse("[]") }),
      "network.layers[0].shortcut: expected a function that adds layers to the network it is given, and returns that but received []",
    ],
    [
      "more than 4096 layers in all",
      () => {
        const relus = Array.from({ length: 3000 }, () => ({ kind: "relu" as const }));
        const layers = [{ kind: "residual" as const, branch: relus, shortcut: relus }];
        describeNetwork({ input: vector.input, layers });
      },
      "network.layers: expected at most 4096 layers in all but received 6001",
    ],
  ])("%s", (_name, act, message) => {
    expect(refusal(act)).toBe(message);
  });
});
