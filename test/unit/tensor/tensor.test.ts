import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { memoryStats, slice, Tensor, tensor, torch } from "../../../lib/tensor/index.js";
import { refusal } from "../../support/refusal.js";

describe("reading a tensor", () => {
  it("gives single values in JavaScript's own types", () => {
    expect(tensor(1.5).item()).toBe(1.5);
    expect(tensor(7n).item()).toBe(7);
    expect(tensor(2n ** 60n).item()).toBe(2n ** 60n);
    expect(tensor(true).item()).toBe(true);
    expect(tensor(3, { dtype: "complex64" }).item()).toEqual({ re: 3, im: 0 });
    expect(tensor(Number.NaN).item()).toBeNaN();
    expect(tensor(-0).item()).toBe(-0);
  });

  it("gives nested values", () => {
    expect(tensor([[true], [false]]).toArray()).toEqual([[true], [false]]);
    expect(tensor([1n, 2n ** 60n]).toArray()).toEqual([1, 2n ** 60n]);
    expect(tensor([1], { dtype: "complex128" }).toArray()).toEqual([{ re: 1, im: 0 }]);
    expect(torch.zeros([2, 0, 3]).toArray()).toEqual([[], []]);
    expect(tensor(4).toArray()).toBe(4);
  });

  it("reads views in the order of their own dimensions", () => {
    const turned = tensor([
      [1, 2],
      [3, 4],
    ]).transpose(0, 1);
    expect(turned.data()).toEqual(Float32Array.of(1, 3, 2, 4));
  });

  it("says that JavaScript has no half-precision array", () => {
    expect(refusal(() => tensor([1], { dtype: "bfloat16" }).data())).toBe(
      "tensor: expected a dtype that JavaScript has a typed array for but received bfloat16; " +
        'convert it first: tensor.to("float32")',
    );
  });

  it("prints as Python does, also where Node prints", () => {
    expect(String(tensor([[1, 0.1234567]]))).toBe("tensor([[1.0000, 0.1235]])");
    expect(inspect({ weight: tensor([1n, 2n]) })).toBe("{ weight: tensor([1, 2]) }");
    expect(String(tensor(2, { requiresGrad: true }).mul(2))).toBe(
      "tensor(4., grad_fn=<MulBackward1>)",
    );
  });

  it("prints sparse tensors by their values", () => {
    expect(String(tensor([0, 2, 0]).toSparse())).toBe(
      "tensor([0., 2., 0.], layout=torch.sparse_coo)",
    );
  });
});

describe("the sizes of a tensor", () => {
  const turned = torch.zeros([2, 3, 4]).transpose(0, 2);

  it("are told by PyTorch's names", () => {
    expect(turned.shape).toEqual([4, 3, 2]);
    expect(turned.size()).toEqual([4, 3, 2]);
    expect([turned.size(0), turned.size(-1)]).toEqual([4, 2]);
    expect([turned.dim(), turned.ndim, turned.numel(), tensor(1).numel()]).toEqual([3, 3, 24, 1]);
    expect(turned.stride()).toEqual([1, 4, 12]);
    expect(turned.stride(-1)).toBe(12);
    expect([turned.layout, turned.toSparse().layout]).toEqual(["strided", "sparseCoo"]);
  });

  it("and in bytes", () => {
    expect([turned.elementSize(), turned.nbytes]).toEqual([4, 96]);
    const complex = torch.zeros([3], { dtype: "complex128" });
    expect([complex.elementSize(), complex.nbytes]).toEqual([16, 48]);
    expect(torch.zeros([0], { dtype: "bool" }).nbytes).toBe(0);
    expect(refusal(() => turned.toSparse().nbytes)).toBe(
      "nbytes: expected a strided tensor but received one of sparseCoo",
    );
  });

  it("and how its values lie", () => {
    expect([turned.storageOffset(), turned.at(1, slice(1, 3)).storageOffset()]).toEqual([0, 5]);
    expect(turned.isContiguous()).toBe(false);
    expect(turned.contiguous().isContiguous()).toBe(true);
    expect(torch.zeros([3, 1]).transpose(0, 1).isContiguous()).toBe(true);
    expect(torch.zeros([3, 0]).transpose(0, 1).isContiguous()).toBe(true);
    expect(tensor(1).isContiguous()).toBe(true);
  });

  it("refuse dimensions that are not there", () => {
    expect(refusal(() => turned.size(3))).toBe(
      "size.dim: expected one from -3 to 2 but received 3",
    );
    expect(refusal(() => turned.stride(0.5))).toBe(
      "stride.dim: expected one from -3 to 2 but received 0.5",
    );
    expect(refusal(() => tensor(1).size(0))).toBe(
      "size.dim: expected none, as the tensor has no dimensions, but received 0",
    );
  });
});

describe("disposing a tensor", () => {
  const refused = "tensor: expected a tensor but received a disposed one";

  it("frees its memory at once, again is harmless", () => {
    const before = memoryStats();
    const made = torch.zeros([1000]);
    expect(memoryStats().liveBytes - before.liveBytes).toBe(4000);
    expect(memoryStats().liveTensors - before.liveTensors).toBe(1);
    made.dispose();
    made.dispose();
    expect(made.isDisposed).toBe(true);
    expect(memoryStats().liveBytes).toBe(before.liveBytes);
    expect(memoryStats().liveTensors).toBe(before.liveTensors);
  });

  it("counts a storage once, however many views share it", () => {
    const before = memoryStats().liveBytes;
    const made = torch.zeros([10, 100]);
    const view = made.reshape([1000]);
    const turned = made.transpose(0, 1);
    expect(memoryStats().liveBytes - before).toBe(4000);
    made.dispose();
    turned.dispose();
    expect(memoryStats().liveBytes - before).toBe(4000);
    expect(view.shape).toEqual([1000]);
    view.dispose();
    expect(memoryStats().liveBytes).toBe(before);
  });

  it("happens at the end of `using`", () => {
    let kept: Tensor;
    {
      using inner = tensor([1]);
      kept = inner;
    }
    expect(kept.isDisposed).toBe(true);
  });

  it("makes every use a sentence", () => {
    const made = tensor([1]);
    made.dispose();
    expect(refusal(() => made.shape)).toBe(refused);
    expect(refusal(() => made.data())).toBe(refused);
    expect(refusal(() => made.grad)).toBe(refused);
    expect(refusal(() => made.backward())).toBe(refused);
    expect(refusal(() => made.add(1))).toBe(
      "add.self: expected a tensor but received a disposed one",
    );
    expect(refusal(() => torch.stack([tensor([1]), made]))).toBe(
      "stack.tensors[1]: expected a tensor but received a disposed one",
    );
    expect(String(made)).toBe("tensor(disposed)");
  });
});

describe("a handle", () => {
  it.each([
    ["an object", {}, "an object"],
    ["null", null, "null"],
    ["a date", new Date(0), "an object"],
    ["an array", [1], "an array of 1"],
  ])("is not %s", (_, value, received) => {
    // @ts-expect-error not a handle
    const wrong = Tensor.fromHandle(value);
    expect(refusal(() => wrong.shape)).toBe(`tensor: expected a tensor but received ${received}`);
    expect(refusal(() => wrong.dispose())).toBe(
      `tensor: expected a tensor but received ${received}`,
    );
    expect(refusal(() => wrong.relu())).toBe(
      `relu.self: expected a tensor but received ${received}`,
    );
  });

  it("is no number, though that be the id of a tensor", () => {
    for (const value of [5, tensor([1]).add(1).held]) {
      // @ts-expect-error not a handle
      expect(refusal(() => Tensor.fromHandle(value))).toBe(
        `tensor: expected a tensor but received ${value}`,
      );
    }
  });
});
