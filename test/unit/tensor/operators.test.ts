import { describe, expect, it } from "vitest";
import { Tensor, tensor, torch } from "../../../lib/tensor/index.js";
import { refusal } from "../../support/refusal.js";

const matrix = () =>
  tensor([
    [1, 2],
    [3, 4],
  ]);

describe("overloads", () => {
  it("tell tensors from numbers", () => {
    expect(matrix().add(matrix()).toArray()).toEqual([
      [2, 4],
      [6, 8],
    ]);
    expect(matrix().add(10, { alpha: 2 }).toArray()).toEqual([
      [21, 22],
      [23, 24],
    ]);
    expect(torch.pow(2, tensor([1, 3])).toArray()).toEqual([2, 8]);
    expect(
      tensor([2, 3])
        .pow(tensor([3, 2]))
        .toArray(),
    ).toEqual([8, 9]);
  });

  it("tell a reduction of all from one of some dimensions", () => {
    expect(matrix().sum().toArray()).toBe(10);
    expect(matrix().sum(0).toArray()).toEqual([4, 6]);
    expect(matrix().sum([0, -1]).toArray()).toBe(10);
    expect(matrix().sum(1, { keepdim: true }).toArray()).toEqual([[3], [7]]);
    expect(matrix().sum({ dtype: "float64" }).dtype).toBe("float64");
  });

  it("tell one result from several", () => {
    expect(matrix().max().item()).toBe(4);
    const [values, indices] = matrix().max(1);
    expect(values.toArray()).toEqual([2, 4]);
    expect(indices.toArray()).toEqual([1, 1]);
    expect(matrix().max(tensor(2)).toArray()).toEqual([
      [2, 2],
      [3, 4],
    ]);
  });

  it("tell by an option that one of them demands", () => {
    expect(tensor([7, -7]).div(2).toArray()).toEqual([3.5, -3.5]);
    expect(tensor([7, -7]).div(2, { roundingMode: "floor" }).toArray()).toEqual([3, -4]);
    expect(tensor([7, -7]).div(2, { roundingMode: "trunc" }).toArray()).toEqual([3, -3]);
  });

  it("tell a dtype from another tensor", () => {
    expect(matrix().to("int64").toArray()).toEqual([
      [1, 2],
      [3, 4],
    ]);
    expect(matrix().to({ dtype: "float64" }).dtype).toBe("float64");
    expect(matrix().to(tensor([1n])).dtype).toBe("int64");
  });

  it("take ranges of one, two and three numbers", () => {
    expect(torch.arange(3).toArray()).toEqual([0, 1, 2]);
    expect(torch.arange(1, 3).toArray()).toEqual([1, 2]);
    expect(torch.arange(1, 6, { step: 2 }).toArray()).toEqual([1, 3, 5]);
    expect(torch.arange(2, { dtype: "float64" }).dtype).toBe("float64");
  });
});

describe("operators", () => {
  it("keep integers integers", () => {
    expect(tensor([1n]).add(2).dtype).toBe("int64");
    expect(tensor([1n]).add(2.5).dtype).toBe("float32");
    expect(tensor([1]).mul(true).toArray()).toEqual([1]);
    expect(tensor([1]).add({ re: 0, im: 1 }).toArray()).toEqual([{ re: 1, im: 1 }]);
    expect(
      tensor([0n])
        .add(2n ** 60n)
        .item(),
    ).toBe(2n ** 60n);
  });

  it("change in place and return the tensor itself", () => {
    const x = matrix();
    expect(x.mul_(2)).toBe(x);
    expect(x.add_(matrix(), { alpha: -2 }).toArray()).toEqual([
      [0, 0],
      [0, 0],
    ]);
    expect(matrix().zero_().sum().item()).toBe(0);
  });

  it("make tensors of names", () => {
    const made = torch.full([2], 3, { dtype: "int32", device: "cpu", layout: "strided" });
    expect(made.dtype).toBe("int32");
    expect(made.toArray()).toEqual([3, 3]);
    expect(matrix().clone({ memoryFormat: "contiguous" }).toArray()).toEqual(matrix().toArray());
  });

  it("compute losses", () => {
    const logits = tensor([
      [0, 0],
      [0, 0],
    ]);
    const targets = tensor([0n, 1n]);
    const each = torch.nn.functional.crossEntropy(logits, targets, { reduction: "none" });
    expect(each.shape).toEqual([2]);
    const total = torch.nn.functional.nllLoss(logits.logSoftmax(1), targets, { reduction: "sum" });
    expect(total.item()).toBeCloseTo(2 * Math.LN2, 6);
    expect(
      refusal(() => torch.nn.functional.nllLoss(logits, targets, { reduction: "all" as "sum" })),
    ).toBe('nllLoss.reduction: expected none, mean or sum but received "all"');
  });

  it("compute what their names say", () => {
    expect(
      torch.nn.functional.linear(matrix(), matrix(), { bias: tensor([1, 0]) }).toArray(),
    ).toEqual([
      [6, 11],
      [12, 25],
    ]);
    expect(torch.cat([matrix(), matrix()], { dim: 1 }).shape).toEqual([2, 4]);
    expect(torch.stack([matrix(), matrix()]).shape).toEqual([2, 2, 2]);
    expect(matrix().mm(matrix()).toArray()).toEqual(matrix().matmul(matrix()).toArray());
    expect(tensor([3, 4]).norm().item()).toBe(5);
    expect(matrix().argmax({ dim: 1 }).toArray()).toEqual([1, 1]);
    expect(matrix().permute([1, 0]).toArray()).toEqual(matrix().transpose(0, 1).toArray());
    expect(matrix().eq(2).toArray()).toEqual([
      [false, true],
      [false, false],
    ]);
    expect(tensor([-1]).abs().neg().exp().log().sqrt().item()).toBeNaN();
    expect(
      tensor([0])
        .sigmoid()
        .add(tensor([0]).tanh())
        .toArray(),
    ).toEqual([0.5]);
    expect(
      tensor([[0], [0]])
        .softmax(0)
        .toArray(),
    ).toEqual([[0.5], [0.5]]);
    expect(torch.ones([1]).sub(1).item()).toBe(0);
    expect(matrix().mean().item()).toBe(2.5);
    expect(torch.zeros([0]).shape).toEqual([0]);
    expect(matrix().reshape([-1]).shape).toEqual([4]);
    expect(matrix().relu()).toBeInstanceOf(Tensor);
  });
});

describe("bad arguments", () => {
  const circular: unknown[] = [];
  circular.push(circular);
  const half = [0.5];
  it.each([
    [
      "a string for a tensor",
      (x: Tensor) => x.add("a" as never),
      'add: expected (tensor, tensor, { alpha? }) or (tensor, number, { alpha? }) but received (tensor, "a")',
    ],
    [
      "too many",
      (x: Tensor) => Reflect.apply(x.relu, x, [1]),
      "relu: expected (tensor) but received (tensor, number)",
    ],
    [
      "an unknown option",
      (x: Tensor) => x.softmax(1, { axis: 1 } as never),
      'softmax.axis: expected one of the options (dtype) but received "axis"',
    ],
    ["NaN", () => torch.zeros([Number.NaN]), integer("zeros.size[0]", "NaN")],
    ["infinity", () => torch.zeros([Infinity]), integer("zeros.size[0]", "Infinity")],
    ["2 to the 53", () => torch.zeros([2 ** 53]), integer("zeros.size[0]", "9007199254740992")],
    ["a fraction", (x: Tensor) => x.sum(half), integer("sum.dim[0]", "0.5")],
    [
      "a circular list",
      () => torch.zeros(circular as never),
      "zeros.size[0]: expected an integer but received an array of 1",
    ],
    [
      "numbers among tensors",
      () => torch.cat([1] as never),
      "cat.tensors[0]: expected a tensor but received 1",
    ],
    [
      "an unknown dtype",
      () => torch.zeros([1], { dtype: "float8" as never }),
      "zeros.dtype: expected a dtype (float32, float64, float16, bfloat16, uint8, int8, int16, int32, int64, " +
        'bool, complex64, complex128) but received "float8"',
    ],
    [
      "a number for a dtype",
      () => torch.zeros([1], { dtype: 6 as never }),
      "zeros.dtype: expected a dtype (float32, float64, float16, bfloat16, uint8, int8, int16, int32, int64, " +
        "bool, complex64, complex128) but received 6",
    ],
    [
      "an unknown memory format",
      (x: Tensor) => x.clone({ memoryFormat: "nhwc" as never }),
      "clone.memoryFormat: expected a memory format (contiguous, preserve, channelsLast, channelsLast3d) but " +
        'received "nhwc"',
    ],
    [
      "a string for a boolean",
      (x: Tensor) => x.sum(0, { keepdim: "yes" as never }),
      'sum.keepdim: expected a boolean but received "yes"',
    ],
  ])("are refused: %s", (_, act, message) => {
    expect(refusal(() => act(matrix()))).toBe(message);
  });

  it.each([
    ["a negative size", () => torch.zeros([-1]), "zeros: Dimension size must be non-negative."],
    [
      "more memory than there is",
      () => torch.zeros([2 ** 50]),
      `DefaultCPUAllocator: can't allocate memory: you tried to allocate ${2 ** 52} bytes.`,
    ],
    [
      "a dimension that is not there",
      (x: Tensor) => x.sum(-3),
      "Dimension out of range (expected to be in range of [-2, 1], but got -3)",
    ],
    [
      "misfits",
      (x: Tensor) => x.mm(tensor([[1, 2, 3]])),
      "mat1 and mat2 shapes cannot be multiplied (2x2 and 1x3)",
    ],
    [
      "a kernel larger than its image",
      () => torch.conv2d(torch.ones([1, 1, 4, 4]), torch.ones([1, 1, 5, 5])),
      "Calculated padded input size per channel: (4 x 4). Kernel size: (5 x 5). " +
        "Kernel size can't be greater than actual input size",
    ],
    [
      "a heading, and the line under it",
      (x: Tensor) => x.unflatten(0, [-1, -1]),
      "unflatten got an unexpected error: only one dimension can be inferred",
    ],
    [
      "a layout that it has no kernel for, without the table of those it has",
      (x: Tensor) => x.toSparse().squeeze_(0),
      "Could not run 'aten::as_strided_' with arguments from the 'SparseCPU' backend.",
    ],
  ])("reach libtorch, of whose message what is wrong is the error: %s", (_, act, message) => {
    expect(() => act(matrix())).toThrow(expect.objectContaining({ name: "TorchError", message }));
  });

  it("are reported at the caller's line", () => {
    try {
      matrix().mm(tensor([1]));
    } catch (error) {
      const [, first] = (error as Error).stack?.split("\n    at ") ?? [];
      expect(first).toContain("operators.test.ts");
    }
    expect.assertions(1);
  });
});

function integer(place: string, received: string): string {
  return `${place}: expected an integer within ±(2^53 - 1) but received ${received}`;
}
