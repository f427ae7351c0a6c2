import { describe, expect, expectTypeOf, it } from "vitest";
import {
  type Complex,
  type DType,
  type Scalar,
  type Tensor,
  type TensorValue,
  tensor,
  torch,
} from "../../../lib/tensor/index.js";

type Of<D extends DType> = Tensor<D>;

const F = torch.nn.functional;
const x = torch.ones([3, 3]);
const y = torch.ones([3, 3], { dtype: "float64", requiresGrad: true });
const indices = tensor([0n, 2n]);
const unknown: Tensor = torch.ones([3, 3]);

describe("types of results", () => {
  it("know the dtype of what is made", () => {
    expectTypeOf(tensor([[1, 2]])).toEqualTypeOf<Of<"float32">>();
    expectTypeOf(tensor(1n)).toEqualTypeOf<Of<"int64">>();
    expectTypeOf(tensor([true])).toEqualTypeOf<Of<"bool">>();
    expectTypeOf(tensor(Float64Array.of(1))).toEqualTypeOf<Of<"float64">>();
    expectTypeOf(tensor([1], { dtype: "complex64" })).toEqualTypeOf<Of<"complex64">>();
    expectTypeOf(tensor([])).toEqualTypeOf<Of<"float32">>();
    expectTypeOf(torch.zeros([2])).toEqualTypeOf<Of<"float32">>();
    expectTypeOf(torch.zeros([2], { dtype: "int32" })).toEqualTypeOf<Of<"int32">>();
    expectTypeOf(torch.full([2], 1)).toEqualTypeOf<Of<DType>>();
    expectTypeOf(torch.randint(3, [2])).toEqualTypeOf<Of<"int64">>();
    expectTypeOf(x.to("float64")).toEqualTypeOf<Of<"float64">>();
    expectTypeOf(x.sum(0, { dtype: "float64" })).toEqualTypeOf<Of<"float64">>();
    expectTypeOf(x.eq(1)).toEqualTypeOf<Of<"bool">>();
    expectTypeOf(x.argmax()).toEqualTypeOf<Of<"int64">>();
    const chosen = "float64" as DType;
    expectTypeOf(tensor([1], { dtype: chosen })).toEqualTypeOf<Of<DType>>();
  });

  it("give item, toArray and data the values of the dtype", () => {
    expectTypeOf(tensor(1).item()).toEqualTypeOf<number>();
    expectTypeOf(tensor(1n).item()).toEqualTypeOf<number | bigint>();
    expectTypeOf(tensor(true).item()).toEqualTypeOf<boolean>();
    expectTypeOf(tensor(1, { dtype: "complex64" }).item()).toEqualTypeOf<Complex>();
    expectTypeOf(x.sum().add(1).item()).toEqualTypeOf<number>();
    expectTypeOf(unknown.add(x.gt(0)).max().item()).toEqualTypeOf<TensorValue>();
    expectTypeOf(tensor([1]).data()).toEqualTypeOf<Float32Array>();
    expectTypeOf(tensor([1n]).data()).toEqualTypeOf<BigInt64Array>();
    expectTypeOf(y.data()).toEqualTypeOf<Float64Array>();
    expectTypeOf(tensor([true]).toArray()).toExtend<boolean | readonly unknown[]>();
  });

  it("hold when the code runs", () => {
    const made: readonly (readonly [{ readonly dtype: DType }, DType])[] = [
      [tensor([]), "float32"],
      [torch.zeros([1]), "float32"],
      [torch.ones([1]), "float32"],
      [torch.rand([1]), "float32"],
      [torch.randn([1]), "float32"],
      [torch.empty([1]), "float32"],
      [torch.eye(1), "float32"],
      [torch.randperm(2), "int64"],
      [torch.randint(2, [1]), "int64"],
      [x.lt(1), "bool"],
      [x.isnan(), "bool"],
      [torch.logicalAnd(x, x), "bool"],
      [x.isclose(x), "bool"],
      [torch.isin(x, x), "bool"],
      [x.signbit(), "bool"],
      [x.argsort(), "int64"],
      [x.nonzero(), "int64"],
      [x.countNonzero(), "int64"],
      [torch.trilIndices(2, 2), "int64"],
      [x.topk(1)[1], "int64"],
      [x.sort()[1], "int64"],
      [x.cummax(0)[1], "int64"],
    ];
    for (const [{ dtype }, expected] of made) expect(dtype).toBe(expected);
  });
});

describe("a variable of a known dtype", () => {
  it("takes results of the same dtype, and of one that TypeScript does not know", () => {
    let sum = torch.zeros([1]);
    sum = sum.add(1);
    sum = sum.mul(x.sum()).relu().clone().detach().T.at(0).squeeze();
    sum = sum.add(tensor([1n]).sum());
    sum = sum.add(F.mseLoss(unknown, x));
    sum = unknown.exp();
    sum = sum.add(unknown);
    sum = sum.to("float32");
    const kept: Tensor = sum;
    expect(kept.dtype).toBe("float32");
    // @ts-expect-error booleans are no floats
    sum = sum.gt(0);
    // @ts-expect-error whole numbers are none either
    sum = x.argmax();
    // @ts-expect-error nor is the dtype that is given the one expected
    sum = torch.zeros([1], { dtype: "int64" });
    // @ts-expect-error nor does the type expected make it so where none is given
    const doubles: Tensor<"float64"> = x.sum();
    expect(doubles.dtype).toBe("float32");
  });

  it("follows PyTorch's promotion, either dtype where the dimensions decide", () => {
    const whole = tensor([1n]);
    expectTypeOf(whole.add(x)).toEqualTypeOf<Of<"float32">>();
    expectTypeOf(x.add(whole)).toEqualTypeOf<Of<"float32">>();
    expectTypeOf(x.add(y)).toEqualTypeOf<Of<"float32" | "float64">>();
    expectTypeOf(whole.add(2n)).toEqualTypeOf<Of<"int64">>();
    expectTypeOf(whole.add(2)).toEqualTypeOf<Of<"int64" | "float32">>();
    expectTypeOf(whole.div(whole)).toEqualTypeOf<Of<"float32">>();
    expectTypeOf(x.add({ re: 0, im: 1 })).toEqualTypeOf<Of<"complex64">>();
    expectTypeOf(whole.sqrt()).toEqualTypeOf<Of<"float32">>();
    expectTypeOf(x.gt(0).sum()).toEqualTypeOf<Of<"int64">>();
    expectTypeOf(x.gt(0).all().item()).toEqualTypeOf<boolean>();
    expectTypeOf(torch.fft.fft(y).abs()).toEqualTypeOf<Of<"float64">>();
    expectTypeOf(torch.cat([x.flatten(), whole])).toEqualTypeOf<Of<"float32" | "int64">>();
  });

  it("makes losses numbers, of inputs of an unknown dtype too", () => {
    expectTypeOf(F.crossEntropy(unknown.narrow(0, 0, 2), indices).item()).toEqualTypeOf<number>();
    expectTypeOf(F.mseLoss(unknown, unknown).item()).toEqualTypeOf<number>();
    expectTypeOf(F.mseLoss(x, x)).toEqualTypeOf<Of<"float32">>();
    expectTypeOf(F.binaryCrossEntropyWithLogits(unknown, x).mul(2).item()).toEqualTypeOf<number>();
    expectTypeOf(F.gaussianNllLoss(x, unknown, x)).toEqualTypeOf<Of<"float32">>();
    const loss: number = F.l1Loss(x, x).item() + 1;
    expect(loss).toBe(1);
  });

  it("holds for every rule when the code runs", () => {
    const whole = tensor([1n]);
    const half = torch.ones([1], { dtype: "float16" });
    const complex = tensor([{ re: 1, im: 1 }]);
    const bool = tensor([true]);
    const made: readonly (readonly [Tensor, DType])[] = [
      [whole.add(x), "float32"],
      [whole.add(2n), "int64"],
      [bool.add(2n), "int64"],
      [bool.add(true), "bool"],
      [whole.div(whole), "float32"],
      [half.div(whole), "float16"],
      [half.add(torch.ones([1], { dtype: "bfloat16" })), "float32"],
      [tensor(Uint8Array.of(1)).add(tensor(Int8Array.of(1))), "int16"],
      [complex.add(y), "complex128"],
      [x.add({ re: 0, im: 1 }), "complex64"],
      [whole.sqrt(), "float32"],
      [bool.sum(), "int64"],
      [tensor(Int32Array.of(1)).cumsum(0), "int64"],
      [tensor([[1n]]).trace(), "int64"],
      [bool.square(), "int64"],
      [complex.abs(), "float32"],
      [complex.std(), "float32"],
      [torch.fft.rfft(y), "complex128"],
      [torch.fft.irfft(complex, { n: 2 }), "float32"],
      [torch.cat([x.flatten(), whole]), "float32"],
      [tensor(Uint8Array.of(1)).all(), "uint8"],
      [bool.all(), "bool"],
      [torch.where(bool, whole, x), "float32"],
      [whole.clamp({ max: 2n }), "int64"],
      [F.mseLoss(x, y), "float64"],
      [torch.linalg.svd(complex.unsqueeze(0))[1], "float32"],
      [torch.frexp(x)[1], "int32"],
    ];
    for (const [{ dtype }, expected] of made) expect(dtype).toBe(expected);
  });
});

describe("types of the operators used most", () => {
  it("take tensors and scalars where PyTorch does", () => {
    for (const name of ["add", "sub", "mul", "div", "pow", "remainder"] as const) {
      expectTypeOf(x[name]).toBeCallableWith(x);
      expectTypeOf(x[name]).toBeCallableWith(2);
    }
    expectTypeOf<Parameters<Tensor["mul"]>>().toEqualTypeOf<[other: Tensor | Scalar]>();
    expectTypeOf(torch.where(x.gt(0), x, 0)).toEqualTypeOf<Of<"float32">>();
    expectTypeOf(torch.maximum(x, y)).toEqualTypeOf<Of<"float32" | "float64">>();
    expectTypeOf(torch.lerp(x, x, 0.5)).toEqualTypeOf<Tensor>();
    expectTypeOf(x.clamp({ min: 0 })).toEqualTypeOf<Of<"float32">>();
    expectTypeOf(x.clamp({ max: x })).toEqualTypeOf<Tensor>();
    // @ts-expect-error a string is no tensor
    expect(() => x.add("1")).toThrow();
    // @ts-expect-error required arguments come by position
    expect(() => x.matmul({ other: x })).toThrow();
  });

  it("return tensors", () => {
    expectTypeOf(x.matmul(x)).toEqualTypeOf<Of<"float32">>();
    expectTypeOf(x.mm(x)).toEqualTypeOf<Of<"float32">>();
    expectTypeOf(torch.bmm(x.unsqueeze(0), x.unsqueeze(0))).toEqualTypeOf<Of<"float32">>();
    expectTypeOf(torch.einsum("ij,jk->ik", [x, x])).toEqualTypeOf<Of<"float32">>();
    expectTypeOf(x.exp()).toEqualTypeOf<Of<"float32">>();
    expectTypeOf(x.log().sqrt().abs().neg()).toEqualTypeOf<Of<"float32">>();
    expectTypeOf(x.sum()).toEqualTypeOf<Of<"float32">>();
    expectTypeOf(x.mean([0, 1], { keepdim: true })).toEqualTypeOf<Of<"float32">>();
    expectTypeOf(x.std({ dim: 0, correction: 0 })).toEqualTypeOf<Of<"float32">>();
    expectTypeOf(x.norm({ p: 1 })).toEqualTypeOf<Of<"float32">>();
    expectTypeOf(x.reshape([9])).toEqualTypeOf<Of<"float32">>();
    expectTypeOf(x.view([9])).toEqualTypeOf<Of<"float32">>();
    expectTypeOf(x.permute([1, 0])).toEqualTypeOf<Of<"float32">>();
    expectTypeOf(x.transpose(0, 1)).toEqualTypeOf<Of<"float32">>();
    expectTypeOf(x.T).toEqualTypeOf<Of<"float32">>();
    expectTypeOf(x.flatten({ startDim: 0 })).toEqualTypeOf<Of<"float32">>();
    expectTypeOf(x.unsqueeze(0).squeeze(0)).toEqualTypeOf<Of<"float32">>();
    expectTypeOf(x.expand([2, 3, 3])).toEqualTypeOf<Of<"float32">>();
    expectTypeOf(torch.cat([x, x], { dim: 1 })).toEqualTypeOf<Of<"float32">>();
    expectTypeOf(torch.stack([x, x])).toEqualTypeOf<Of<"float32">>();
    expectTypeOf(x.gather(0, torch.zeros([1, 1], { dtype: "int64" }))).toEqualTypeOf<
      Of<"float32">
    >();
    expectTypeOf(x.indexSelect(0, indices)).toEqualTypeOf<Of<"float32">>();
    expectTypeOf(x.index([indices, null])).toEqualTypeOf<Of<"float32">>();
    expectTypeOf(x.maskedFill(x.gt(0), 0)).toEqualTypeOf<Of<"float32">>();
    expectTypeOf(x.softmax(1)).toEqualTypeOf<Of<"float32">>();
    expectTypeOf(x.logSoftmax(1)).toEqualTypeOf<Of<"float32">>();
    expectTypeOf(x.relu().sigmoid().tanh()).toEqualTypeOf<Of<"float32">>();
    expectTypeOf(x.detach().clone().contiguous()).toEqualTypeOf<Of<"float32">>();
    expectTypeOf(torch.zerosLike(x, { dtype: "bool" })).toEqualTypeOf<Of<"bool">>();
    expectTypeOf(torch.nn.functional.gelu(x, { approximate: "tanh" })).toEqualTypeOf<
      Of<"float32">
    >();
    expectTypeOf(torch.nn.functional.conv2d).toBeCallableWith(x, x, { padding: "same" });
    expectTypeOf(torch.nn.functional.layerNorm(x, [3])).toEqualTypeOf<Of<"float32">>();
    expectTypeOf(torch.linalg.norm(x)).toEqualTypeOf<Of<"float32">>();
  });

  it("return tuples, named as the schema names them", () => {
    type Found = [values: Of<"float32">, indices: Of<"int64">];
    expectTypeOf(x.max(1)).toEqualTypeOf<Found>();
    expectTypeOf(x.topk(2)).toEqualTypeOf<Found>();
    expectTypeOf(x.sort()).toEqualTypeOf<Found>();
    expectTypeOf(torch.linalg.svd(x)).toEqualTypeOf<
      [U: Of<"float32">, S: Of<"float32">, Vh: Of<"float32">]
    >();
    expectTypeOf(torch.linalg.qr(x)).toEqualTypeOf<[Q: Of<"float32">, R: Of<"float32">]>();
    expectTypeOf(torch.varMean(x)).toEqualTypeOf<[Of<"float32">, Of<"float32">]>();
    expectTypeOf(x.split(1)).toEqualTypeOf<Of<"float32">[]>();
    expectTypeOf(torch.meshgrid([x.select(0, 0)], { indexing: "ij" })).toEqualTypeOf<
      Of<"float32">[]
    >();
  });

  it("return the tensor itself when they change it", () => {
    const bytes = torch.zeros([1], { dtype: "uint8" });
    expectTypeOf(bytes.fill_(3)).toEqualTypeOf<typeof bytes>();
    expectTypeOf(bytes.add_(1, { alpha: 2 }).item()).toEqualTypeOf<number>();
  });

  it("return plain values", () => {
    expectTypeOf(torch.allclose(x, x)).toEqualTypeOf<boolean>();
    expectTypeOf(torch.size(x, 0)).toEqualTypeOf<number>();
    expectTypeOf(torch.promoteTypes("int64", "float32")).toEqualTypeOf<DType>();
    expect(torch.promoteTypes("int64", "float32")).toBe("float32");
    expect(torch.size(x, 0)).toBe(3);
  });

  it("take the words of a choice and no others", () => {
    // @ts-expect-error no such rounding
    expect(() => x.div(2, { roundingMode: "foor" })).toThrow();
    // @ts-expect-error no such padding
    expect(() => F.pad(x, [1, 1], { mode: "mirror" })).toThrow();
    // @ts-expect-error no such approximation
    expect(() => F.gelu(x, { approximate: "tan" })).toThrow();
    // @ts-expect-error no such indexing
    expect(() => torch.meshgrid([x.select(0, 0)], { indexing: "ji" })).toThrow();
  });

  it("names a device as options take it, and gives gradients as its inputs are given", () => {
    expect(torch.zeros([1], { device: x.device }).device).toBe("cpu");
    const z = torch.ones([1], { requiresGrad: true });
    expectTypeOf(torch.autograd.grad(z.sum(), [z])).toEqualTypeOf<[Of<"float32">]>();
    expectTypeOf(torch.autograd.grad(z.sum(), z, { allowUnused: true })).toEqualTypeOf<
      [Of<"float32"> | null]
    >();
    const [slope] = torch.autograd.grad(z.mul(3).sum(), [z]);
    expect(slope.item()).toBe(3);
  });
});
