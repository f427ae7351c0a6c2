import { describe, expect, expectTypeOf, it } from "vitest";
import {
  type Complex,
  type DType,
  type Scalar,
  type Tensor,
  type TensorValue,
  type Typed,
  tensor,
  torch,
} from "../../../lib/tensor/index.js";

type Of<D extends DType> = Typed<D> & Tensor;

const x = torch.ones([3, 3]);
const y = torch.ones([3, 3], { dtype: "float64", requiresGrad: true });
const indices = tensor([0n, 2n]);

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
    expectTypeOf(x.sum().add(1).item()).toEqualTypeOf<TensorValue>();
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

describe("types of the operators used most", () => {
  it("take tensors and scalars where PyTorch does", () => {
    for (const name of ["add", "sub", "mul", "div", "pow", "remainder"] as const) {
      expectTypeOf(x[name]).toBeCallableWith(x);
      expectTypeOf(x[name]).toBeCallableWith(2);
    }
    expectTypeOf<Parameters<Tensor["mul"]>>().toEqualTypeOf<[other: Scalar | Tensor]>();
    expectTypeOf(torch.where(x.gt(0), x, 0)).toEqualTypeOf<Tensor>();
    expectTypeOf(torch.maximum(x, y)).toEqualTypeOf<Tensor>();
    expectTypeOf(torch.lerp(x, x, 0.5)).toEqualTypeOf<Tensor>();
    expectTypeOf(x.clamp({ min: 0 })).toEqualTypeOf<Tensor>();
    expectTypeOf(x.clamp({ max: x })).toEqualTypeOf<Tensor>();
    // @ts-expect-error a string is no tensor
    expect(() => x.add("1")).toThrow();
    // @ts-expect-error required arguments come by position
    expect(() => x.matmul({ other: x })).toThrow();
  });

  it("return tensors", () => {
    expectTypeOf(x.matmul(x)).toEqualTypeOf<Tensor>();
    expectTypeOf(x.mm(x)).toEqualTypeOf<Tensor>();
    expectTypeOf(torch.bmm(x.unsqueeze(0), x.unsqueeze(0))).toEqualTypeOf<Tensor>();
    expectTypeOf(torch.einsum("ij,jk->ik", [x, x])).toEqualTypeOf<Tensor>();
    expectTypeOf(x.exp()).toEqualTypeOf<Tensor>();
    expectTypeOf(x.log().sqrt().abs().neg()).toEqualTypeOf<Tensor>();
    expectTypeOf(x.sum()).toEqualTypeOf<Of<DType>>();
    expectTypeOf(x.mean([0, 1], { keepdim: true })).toEqualTypeOf<Of<DType>>();
    expectTypeOf(x.std({ dim: 0, correction: 0 })).toEqualTypeOf<Tensor>();
    expectTypeOf(x.norm({ p: 1 })).toEqualTypeOf<Tensor>();
    expectTypeOf(x.reshape([9])).toEqualTypeOf<Tensor>();
    expectTypeOf(x.view([9])).toEqualTypeOf<Tensor>();
    expectTypeOf(x.permute([1, 0])).toEqualTypeOf<Tensor>();
    expectTypeOf(x.transpose(0, 1)).toEqualTypeOf<Tensor>();
    expectTypeOf(x.T).toEqualTypeOf<Tensor>();
    expectTypeOf(x.flatten({ startDim: 0 })).toEqualTypeOf<Tensor>();
    expectTypeOf(x.unsqueeze(0).squeeze(0)).toEqualTypeOf<Tensor>();
    expectTypeOf(x.expand([2, 3, 3])).toEqualTypeOf<Tensor>();
    expectTypeOf(torch.cat([x, x], { dim: 1 })).toEqualTypeOf<Tensor>();
    expectTypeOf(torch.stack([x, x])).toEqualTypeOf<Tensor>();
    expectTypeOf(x.gather(0, torch.zeros([1, 1], { dtype: "int64" }))).toEqualTypeOf<Tensor>();
    expectTypeOf(x.indexSelect(0, indices)).toEqualTypeOf<Tensor>();
    expectTypeOf(x.index([indices, null])).toEqualTypeOf<Tensor>();
    expectTypeOf(x.maskedFill(x.gt(0), 0)).toEqualTypeOf<Tensor>();
    expectTypeOf(x.softmax(1)).toEqualTypeOf<Of<DType>>();
    expectTypeOf(x.logSoftmax(1)).toEqualTypeOf<Of<DType>>();
    expectTypeOf(x.relu().sigmoid().tanh()).toEqualTypeOf<Tensor>();
    expectTypeOf(x.detach().clone().contiguous()).toEqualTypeOf<Tensor>();
    expectTypeOf(torch.zerosLike(x, { dtype: "bool" })).toEqualTypeOf<Of<"bool">>();
    expectTypeOf(torch.nn.functional.gelu(x, { approximate: "tanh" })).toEqualTypeOf<Tensor>();
    expectTypeOf(torch.nn.functional.conv2d).toBeCallableWith(x, x, { padding: "same" });
    expectTypeOf(torch.nn.functional.layerNorm(x, [3])).toEqualTypeOf<Tensor>();
    expectTypeOf(torch.linalg.norm(x)).toEqualTypeOf<Of<DType>>();
  });

  it("return tuples, named as the schema names them", () => {
    type Found = [values: Tensor, indices: Of<"int64">];
    expectTypeOf(x.max(1)).toEqualTypeOf<Found>();
    expectTypeOf(x.topk(2)).toEqualTypeOf<Found>();
    expectTypeOf(x.sort()).toEqualTypeOf<Found>();
    expectTypeOf(torch.linalg.svd(x)).toEqualTypeOf<[U: Tensor, S: Tensor, Vh: Tensor]>();
    expectTypeOf(torch.linalg.qr(x)).toEqualTypeOf<[Q: Tensor, R: Tensor]>();
    expectTypeOf(torch.varMean(x)).toEqualTypeOf<[Tensor, Tensor]>();
    expectTypeOf(x.split(1)).toEqualTypeOf<Tensor[]>();
    expectTypeOf(torch.meshgrid([x.select(0, 0)], { indexing: "ij" })).toEqualTypeOf<Tensor[]>();
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
});
