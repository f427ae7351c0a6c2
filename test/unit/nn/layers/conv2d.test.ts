import { describe, expect, expectTypeOf, test } from "vitest";
import { describeNetwork, type Network, network } from "../../../../lib/nn/index.js";
import { refusal } from "../../../support/refusal.js";

const image = network.image({ channels: 6, height: 9, width: 8 });

test("fills in PyTorch's defaults", () => {
  expect(image.conv2d(4, { kernelSize: 3 }).layers).toEqual([
    {
      kind: "conv2d",
      outChannels: 4,
      kernelSize: 3,
      stride: 1,
      padding: 0,
      dilation: 1,
      groups: 1,
      bias: true,
      init: "torch",
    },
  ]);
});

test.each([
  [{ kernelSize: 3 }, [4, 7, 6]],
  [{ kernelSize: 9, padding: 1 }, [4, 3, 2]],
  [{ kernelSize: 3, stride: 2 }, [4, 4, 3]],
  [{ kernelSize: 3, stride: 2, padding: "same" }, [4, 5, 4]],
  [{ kernelSize: 4, padding: "same" }, [4, 9, 8]],
  [{ kernelSize: 20, stride: 20, padding: "same" }, [4, 1, 1]],
  [{ kernelSize: 3, dilation: 3, padding: 2 }, [4, 7, 6]],
] as const)("%j gives [N, %j]", (options, output) => {
  expect(describeNetwork(image.conv2d(4, options)).outputShape).toEqual(output);
});

test("has PyTorch's parameters, the kernel a layer l of L", () => {
  const description = describeNetwork(image.conv2d(4, { kernelSize: 3, groups: 2, name: "first" }));
  expect(description.layers[0]?.parameters).toEqual([
    { name: "first.weight", shape: [4, 3, 3, 3], kernel: true },
    { name: "first.bias", shape: [4], kernel: false },
  ]);
  expect(description.parameterCount).toBe(112);
  expect(describeNetwork(image.conv2d(4, { kernelSize: 1, bias: false })).parameterCount).toBe(24);
});

describe("refuses", () => {
  test.each<[name: string, act: () => unknown, message: string]>([
    [
      "a kernel larger than the padded image",
      () => image.conv2d(4, { kernelSize: 5, dilation: 3, padding: 2 }),
      'network.layers[0]: conv2d "0" takes images of at least 9 × 9 pixels but receives [N, 6, 9, 8] from the network\'s input',
    ],
    [
      "channels that groups do not divide",
      () => image.conv2d(8, { kernelSize: 3, groups: 4 }),
      'network.layers[0]: conv2d "0" takes [N, channels, height, width], channels a multiple of groups 4, but receives [N, 6, 9, 8] from the network\'s input',
    ],
    [
      "outChannels that groups do not divide",
      () => image.conv2d(4, { kernelSize: 3, groups: 3 }),
      "network.layers[0].groups: expected a divisor of outChannels 4 but received 3",
    ],
    [
      "padding beyond what counts",
      () => image.conv2d(4, { kernelSize: 3, padding: 2 ** 31 - 1 }),
      'network.layers[0]: conv2d "0" takes images that it makes at most 2147483647 pixels high and wide but receives [N, 6, 9, 8] from the network\'s input',
    ],
    [
      "another word for padding",
      () => image.conv2d(4, { kernelSize: 3, padding: JSON.parse('"valid"') }),
      'network.layers[0].padding: expected an integer ≥ 0 or "same" but received "valid"',
    ],
    [
      "negative padding",
      () => image.conv2d(4, { kernelSize: 3, padding: -1 }),
      "network.layers[0].padding: expected an integer ≥ 0 but received -1",
    ],
    [
      "kernels of no size",
      () => image.conv2d(4, { kernelSize: 0 }),
      "network.layers[0].kernelSize: expected an integer ≥ 1 but received 0",
    ],
    [
      "kernels of two sizes",
      () => image.conv2d(4, { kernelSize: JSON.parse("[3, 1]") }),
      "network.layers[0].kernelSize: expected an integer ≥ 1 but received [3,1]",
    ],
    [
      "vectors",
      () => (image.flatten() as unknown as Network<"image">).conv2d(4, { kernelSize: 1 }),
      'network.layers[1]: conv2d "1" takes [N, channels, height, width] but receives [N, 432] from layer "0"',
    ],
  ])("%s", (_name, act, message) => {
    expect(refusal(act)).toBe(message);
  });

  test("by type: vectors, and a kernel without a size", () => {
    const misuse = [
      // @ts-expect-error conv2d takes images
      () => image.flatten().conv2d(4, { kernelSize: 3 }),
      // @ts-expect-error conv2d takes images
      () => image.globalAvgPool().conv2d(4, { kernelSize: 3 }),
      // @ts-expect-error kernelSize has no default
      () => image.conv2d(4, { stride: 2 }),
      // @ts-expect-error an unknown word
      () => image.conv2d(4, { kernelSize: 3, padding: "valid" }),
    ];
    expect(misuse).toHaveLength(4);
    expectTypeOf(image.conv2d(4, { kernelSize: 3 })).toEqualTypeOf<Network<"image">>();
  });
});
