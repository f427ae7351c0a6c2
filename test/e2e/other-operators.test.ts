import { describe, expect, it } from "vitest";
import { dispatch } from "../../lib/tensor/dispatch.js";
import { table } from "../../lib/tensor/generated/table.js";
import { Tensor, tensor, torch } from "../../lib/tensor/index.js";
import { operatorAt } from "../../lib/tensor/operator-table.js";
import { referencedOperators } from "../reference/support/operator-case.js";
import { runScript } from "../support/run-script.js";

const ones = (...shape: number[]) => torch.ones(shape);
const places = (...shape: number[]) => torch.zeros(shape, { dtype: "int64" });
const eye = torch.eye(2);
const coo = eye.toSparse().coalesce();
const csr = eye.toSparseCsr();
const csc = eye.toSparseCsc();
const ends = tensor([0n, 1n]);
/** Of one layer without biases, from two features to three. */
const recurrent = [ones(1, 1, 2), ones(1, 1, 3), [ones(3, 2), ones(3, 3)]];
const plain = [false, 1, 0, false, false, false];
const block = [ends, places(1), ones(1, 1, 1)];

/** Arguments of operators for which the schema alone does not say enough. */
const fitting: Readonly<Record<string, readonly unknown[]>> = {
  addbmm_: [ones(2, 2), ones(1, 2, 2), ones(1, 2, 2)],
  addmv_: [ones(2), ones(2, 2), ones(2)],
  addr_: [ones(2, 2), ones(2), ones(2)],
  ccolIndices: [csc],
  ccolIndicesCopy: [csc],
  clip_: [ones(2), { max: 0.5 }],
  colIndices: [csr],
  colIndicesCopy: [csr],
  crowIndices: [csr],
  crowIndicesCopy: [csr],
  fakeQuantizePerChannelAffine: [ones(2, 2), ones(2), places(2).to("int32"), 0, 0, 255],
  fractionalMaxPool2d: [ones(1, 4, 4), [2, 2], [2, 2], torch.full([1, 1, 2], 0.5)],
  fractionalMaxPool3d: [ones(1, 4, 4, 4), [2, 2, 2], [2, 2, 2], torch.full([1, 1, 3], 0.5)],
  gridSampler3d: [ones(1, 1, 2, 2, 2), torch.zeros([1, 2, 2, 2, 3]), 0, 0, false],
  hspmm: [coo, eye],
  indexPut_: [ones(2), [places(1)], ones(1)],
  indexReduce_: [ones(2), 0, places(1), ones(1), "prod"],
  istft: [torch.stft(ones(8), 4, { returnComplex: true }), 4],
  "linalg.ldlSolve": [...torch.linalg.ldlFactor(eye), eye],
  "linalg.luSolve": [...torch.linalg.luFactor(eye), eye],
  luUnpack: torch.linalg.luFactor(eye),
  maxUnpool3d: [ones(1, 1, 1, 1), places(1, 1, 1, 1), [2, 2, 2], [2, 2, 2], [0, 0, 0]],
  nativeGroupNorm: [ones(1, 2, 4), ones(2), ones(2), 1, 2, 4, 1, 1e-5],
  nllLoss2d: [ones(1, 2, 2, 2), places(1, 2, 2)],
  nllLossNd: [ones(1, 2), places(1)],
  orgqr: torch.geqrf(eye),
  ormqr: [...torch.geqrf(eye), eye],
  rnnRelu: [...recurrent, ...plain],
  rnnTanh: [...recurrent, ...plain],
  rowIndices: [csc],
  rowIndicesCopy: [csc],
  scatterReduce_: [ones(2), 0, places(1), ones(1), "sum"],
  smm: [coo, eye],
  sparseBscTensor: [...block, [1, 1], { dtype: "float32" }],
  sparseBsrTensor: [...block, [1, 1], { dtype: "float32" }],
  sparseCompressedTensor: [ends, places(1), ones(1), [1, 1], { layout: "sparseCsr" }],
  sparseCscTensor: [ends, places(1), ones(1), [1, 1], { dtype: "float32" }],
  sparseCsrTensor: [ends, places(1), ones(1), [1, 1], { dtype: "float32" }],
  sspaddmm: [coo, coo, eye],
  valuesCopy: [csr],
  viewAsComplexCopy: [ones(2, 2)],
};

/** Pinned memory is an accelerator's; the other has no kernel for sparse tensors, in Python neither. */
const uncallable = ["pinMemory", "indicesCopy"];

describe("operators that no case of the reference calls", () => {
  it("return for arguments drawn from their schemas, or are listed here", async () => {
    const listed = [...Object.keys(fitting), ...uncallable];
    const drawn = Object.keys(table).filter(
      (key) => !referencedOperators.has(key) && !listed.includes(key),
    );
    const end = await runScript("e2e/children/drawn-calls.ts", ["5", ...drawn], [], 2000);
    expect(end).toMatchObject({ status: 0, signal: null, stderr: "" });
    // LAPACK writes what it refuses to standard output too.
    expect(JSON.parse(end.stdout.trim().split("\n").at(-1) ?? "")).toEqual([]);
  });

  it.each(Object.entries(fitting))("%s returns for arguments that fit it", (key, args) => {
    const results = [dispatch(operatorAt(key), args, Tensor.fromHandle)].flat();
    for (const result of results) expect(result).toBeInstanceOf(Tensor);
  });
});
