import { join } from "node:path";
import { describe, expect, expectTypeOf, it } from "vitest";
import {
  enableGrad,
  loadSafetensors,
  noGrad,
  saveSafetensors,
  type Tensor,
  tensor,
  torch,
} from "../../../lib/tensor/index.js";
import { refusal } from "../../support/refusal.js";
import { temporaryFolder } from "../../support/temporary-folder.js";

const F = torch.nn.functional;

describe("what stands beside the operators", () => {
  it("finds different values, where they are and how often, in all or along a dimension", () => {
    const [values, inverse, counts] = torch.unique(tensor([3, 1, 3]));
    expect([values.toArray(), inverse.toArray(), counts.toArray()]).toEqual([
      [1, 3],
      [1, 0, 1],
      [1, 2],
    ]);
    expectTypeOf(values).toEqualTypeOf<Tensor<"float32">>();
    const rows = tensor([
      [1, 2],
      [1, 2],
    ]);
    expect(torch.unique(rows)[1].toArray()).toEqual([
      [0, 1],
      [0, 1],
    ]);
    expect(torch.unique(rows, { dim: 0 })[0].shape).toEqual([1, 2]);
    const [places, , often] = tensor([5n, 5n, 4n]).unique();
    expect([places.toArray(), often.toArray()]).toEqual([
      [4, 5],
      [1, 2],
    ]);
    expectTypeOf(places).toEqualTypeOf<Tensor<"int64">>();
    expect(rows.unique({ dim: 0 })[0].toArray()).toEqual([[1, 2]]);
    expect(tensor([1, 1, 2, 1]).uniqueConsecutive()[0].toArray()).toEqual([1, 2, 1]);
    expect(refusal(() => torch.unique(rows, JSON.parse('{"axis":0}')))).toContain("unique.axis");
    expect(refusal(() => torch.unique(JSON.parse("3")))).toContain(
      "unique.input: expected a tensor but received number",
    );
  });

  it("tells whether tensors can be on a CUDA device", () => {
    const put = () => torch.ones([1], { device: "cuda" }).device;
    expect(torch.cuda.isAvailable()).toBe(torch.cuda.deviceCount() > 0);
    if (torch.cuda.isAvailable()) expect(put()).toBe("cuda:0");
    else expect(put).toThrow("libtorch sees no CUDA device here");
  });

  it("picks between a tensor and another or a number", () => {
    const x = tensor([1, -1]);
    expect(x.where(x.gt(0), 0).toArray()).toEqual([1, 0]);
    expect(x.where(x.gt(0), tensor([5, 6])).toArray()).toEqual([1, 6]);
  });

  it("says whether operations are recorded", () => {
    expect([
      torch.isGradEnabled(),
      noGrad(() => torch.isGradEnabled()),
      noGrad(() => enableGrad(() => torch.isGradEnabled())),
      torch.isGradEnabled(),
    ]).toEqual([true, false, true, true]);
  });

  it("broadcasts shapes as libtorch does", () => {
    expect(torch.broadcastShapes([3, 1], [4], [1, 1, 1])).toEqual([1, 3, 4]);
    expect(torch.broadcastShapes([0], [1])).toEqual([0]);
    expect(refusal(() => torch.broadcastShapes([3], [2]))).toBe(
      "broadcastShapes[1]: expected 1 or 3 at dimension -1 but received 2",
    );
  });

  it("contracts as many dimensions as a number says", () => {
    const a = torch.arange(0, 6).to("float32").reshape([2, 3]);
    expect(torch.tensordot(a, a.T, 1).equal(a.matmul(a.T))).toBe(true);
    expect(torch.tensordot(a, a, [0, 1], [0, 1]).item()).toBe(55);
    expect(refusal(() => torch.tensordot(a, a, 3))).toContain("tensordot.dims");
  });

  it("knows the limits of dtypes", () => {
    expect(torch.finfo("float32")).toEqual({
      dtype: "float32",
      bits: 32,
      eps: 2 ** -23,
      max: Math.fround(3.4028234663852886e38),
      min: -Math.fround(3.4028234663852886e38),
      tiny: 2 ** -126,
    });
    expect([torch.finfo("float64").max, torch.finfo("float16").max]).toEqual([
      Number.MAX_VALUE,
      65504,
    ]);
    expect(torch.iinfo("int64")).toMatchObject({ max: 2n ** 63n - 1n, min: -(2n ** 63n) });
    expect(torch.iinfo("uint8")).toMatchObject({ max: 255n, min: 0n });
    expect(refusal(() => torch.finfo(JSON.parse('"int64"')))).toContain("finfo.dtype");
  });

  it("tells sparse tensors from dense ones", () => {
    const x = torch.eye(2);
    expect([x.isSparse, x.toSparse().isSparse]).toEqual([false, true]);
  });

  it("calls what PyTorch has in torch.sparse by its name there", () => {
    const x = torch.eye(2).toSparse();
    const word = JSON.parse('"1"');
    expect(refusal(() => torch.sparse.softmax(x, word))).toContain("sparse.softmax.dim: ");
    expect(refusal(() => torch.sparse.spdiags(x, x, word))).toContain("sparse.spdiags.shape: ");
    expect(refusal(() => torch.sparse.sampledAddmm(x, x, x, { beta: word }))).toContain(
      "sparse.sampledAddmm.beta: ",
    );
  });

  it("pools by norms and undoes a pooling of maxima", () => {
    const x = tensor([[[3, 4, 6, 8]]]);
    expect(F.lpPool1d(x, 2, 2).toArray()).toEqual([[[5, 10]]]);
    expect(F.lpPool2d(x.unsqueeze(0), 1, [1, 2], { stride: [1, 2] }).toArray()).toEqual([
      [[[7, 14]]],
    ]);
    const [most, at] = torch.maxPool1dWithIndices(x, 2);
    expect(F.maxUnpool1d(most, at, 2).toArray()).toEqual([[[0, 4, 0, 8]]]);
    expect(F.upsample(x, { size: 8 }).shape).toEqual([1, 1, 8]);
    expect(F.rrelu_(tensor([-1]), { lower: 0.5, upper: 0.5 }).toArray()).toEqual([-0.5]);
  });
});

describe("a tensor where JavaScript wants something else", () => {
  const x = tensor([1]);

  it("prints in template literals and refuses to be a number", () => {
    expect(`${x}`).toBe("tensor([1.])");
    const wanted =
      "tensor: expected a method, a.add(b) or a.gt(b), or the value of a single one, a.item(), but received one of JavaScript's own operators";
    expect(refusal(() => x > torch.zeros([1]))).toBe(wanted);
    expect(refusal(() => Math.max(JSON.parse("1"), x as unknown as number))).toBe(wanted);
    expect(
      refusal(() => [x].reduce<unknown>((total, next) => Number(total) + Number(next), 0)),
    ).toBe(wanted);
  });

  it("refuses to be written as JSON", () => {
    expect(refusal(() => JSON.stringify({ x }))).toBe(
      "tensor: expected values, tensor.toArray(), but received a tensor to write as JSON",
    );
  });

  it("refuses generator functions in noGrad, whose bodies run when it is over", () => {
    const refused =
      "noGrad: expected a synchronous function but received a generator function, whose body runs later";
    expect(
      refusal(() =>
        noGrad(function* () {
          yield 1;
        }),
      ),
    ).toBe(refused);
    expect(
      refusal(() =>
        noGrad(async function* () {
          yield 1;
        }),
      ),
    ).toBe(refused);
  });

  it("is saved from a Map too, and under no name that the format keeps for itself", () => {
    const path = join(temporaryFolder(), "a.safetensors");
    saveSafetensors(path, new Map([["x", x]]));
    expect(loadSafetensors(path).x?.toArray()).toEqual([1]);
    expect(refusal(() => saveSafetensors(path, { __metadata__: x }))).toBe(
      'tensors: expected names other than "__metadata__" but received __metadata__',
    );
    expect(refusal(() => saveSafetensors(path, JSON.parse("null")))).toBe(
      "tensors: expected an object or a Map of tensors but received null",
    );
  });
});
