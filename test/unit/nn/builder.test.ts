import { describe, expect, expectTypeOf, test } from "vitest";
import { checkInput } from "../../../lib/check.js";
import { type Network, type NetworkSpec, network, networkSchema } from "../../../lib/nn/index.js";
import { refusal } from "../../support/refusal.js";

const image = { channels: 1, height: 28, width: 28 };

test("a network is its spec, with defaults filled in", () => {
  const net = network.vector({ features: 784 }).linear(100, { init: "glorotUniform" }).relu();
  expect(JSON.parse(JSON.stringify(net))).toEqual({
    input: { kind: "vector", features: 784 },
    layers: [
      { kind: "linear", outFeatures: 100, bias: true, init: "glorotUniform" },
      { kind: "relu" },
    ],
  });
  expect(Object.keys(net)).toEqual(["input", "layers"]);
  expect(checkInput(networkSchema, net)).toEqual(JSON.parse(JSON.stringify(net)));
});

test("every kind of layer, with options", () => {
  const net = network
    .image(image)
    .batchNorm({ affine: false, momentum: 0.05, eps: 1e-3 })
    .flatten({ name: "flat" })
    .linear(10, { bias: false, init: { kind: "heNormal", gain: 0.5 }, name: "output" });
  expect(net.layers).toEqual([
    { kind: "batchNorm", affine: false, momentum: 0.05, eps: 1e-3 },
    { kind: "flatten", name: "flat" },
    {
      kind: "linear",
      outFeatures: 10,
      bias: false,
      init: { kind: "heNormal", gain: 0.5 },
      name: "output",
    },
  ]);
});

test("methods return new networks and leave the old one as it is", () => {
  const trunk = network.vector({ features: 4 }).linear(3);
  const [a, b] = [trunk.relu(), trunk.batchNorm()];
  expect([trunk, a, b].map(({ layers }) => layers.length)).toEqual([1, 2, 2]);
  expect(() => Object.assign(trunk, { layers: [] })).toThrow(TypeError);
  expect(() => Object.assign(trunk.layers, { 0: null })).toThrow(TypeError);
});

describe("types", () => {
  test("know what the next layer receives", () => {
    expectTypeOf(network.vector({ features: 4 })).toEqualTypeOf<Network<"vector">>();
    expectTypeOf(network.image(image).relu().batchNorm()).toEqualTypeOf<Network<"image">>();
    expectTypeOf(network.image(image).flatten()).toEqualTypeOf<Network<"vector">>();
    expectTypeOf<Network<"vector">>().toExtend<NetworkSpec>();
  });

  test("refuse what does not fit", () => {
    const misuse = [
      // @ts-expect-error linear takes vectors
      () => network.image(image).linear(10),
      // @ts-expect-error flatten takes images
      () => network.vector({ features: 4 }).flatten(),
      // @ts-expect-error an unknown option
      () => network.vector({ features: 4 }).linear(3, { biass: false }),
      // @ts-expect-error an unknown initializer
      () => network.vector({ features: 4 }).linear(3, { init: "xavier" }),
    ];
    expect(misuse).toHaveLength(4);
  });
});

describe("refuses at once", () => {
  const net = network.vector({ features: 4 }).linear(3, { name: "first" }).relu();
  const cases: [name: string, act: () => unknown, message: string][] = [
    [
      "a bad size",
      () => net.linear(0),
      "network.layers[2].outFeatures: expected an integer ≥ 1 but received 0",
    ],
    [
      "an unknown option",
      () => net.linear(3, JSON.parse('{ "biass": true }')),
      "network.layers[2].biass: unknown key; did you mean bias? expected one of kind, name, outFeatures, bias, init",
    ],
    [
      "an image for linear",
      () => (network.image(image).relu() as unknown as Network<"vector">).linear(10),
      'network.layers[1]: linear "1" takes [N, features] but receives [N, 1, 28, 28] from layer "0"; flatten it first',
    ],
    [
      "an image input for linear",
      () => (network.image(image) as unknown as Network<"vector">).linear(10, { name: "top" }),
      'network.layers[0]: linear "top" takes [N, features] but receives [N, 1, 28, 28] from the network\'s input; flatten it first',
    ],
    [
      "a name that is taken",
      () => net.linear(3, { name: "first" }),
      'network.layers[2].name: expected a name of its own but received "first", the name of layers[0]',
    ],
    [
      "a name that is another layer's index",
      () => net.linear(3, { name: "1" }),
      'network.layers[2].name: expected a name of its own but received "1", the name of layers[1]',
    ],
    [
      "a name with a dot",
      () => net.linear(3, { name: "a.b" }),
      'network.layers[2].name: expected a name of at most 200 characters without dots but received "a.b"',
    ],
    [
      "a bad input",
      () => network.image({ channels: 1, height: -1, width: 28 }),
      "network.input.height: expected an integer ≥ 1 but received -1",
    ],
    [
      "more numbers than 32 bits count",
      () => network.image({ channels: 2 ** 20, height: 2 ** 10, width: 2 ** 10 }).flatten(),
      'network.layers[0]: flatten "0" takes at most 2147483647 numbers a sample but receives [N, 1048576, 1024, 1024] from the network\'s input',
    ],
  ];
  test.each(cases)("%s", (_name, act, message) => {
    expect(refusal(act)).toBe(message);
  });
});
