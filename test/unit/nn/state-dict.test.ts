import { expect, test } from "vitest";
import type { DType } from "../../../lib/addon.js";
import { checkStateDict, network, type StateDictTensor } from "../../../lib/nn/index.js";
import { refusal } from "../../support/refusal.js";

const net = network.vector({ features: 2 }).linear(1).batchNorm({ affine: false });

function tensor(
  shape: number[],
  dtype: DType,
  values: Float32Array | Float64Array | BigInt64Array,
) {
  return { shape, dtype, data: () => values };
}

const good: Record<string, StateDictTensor> = {
  "0.weight": tensor([1, 2], "float32", new Float32Array([1, 2])),
  "0.bias": tensor([1], "float64", new Float64Array([3])),
  "1.running_mean": tensor([1], "float32", new Float32Array([0])),
  "1.running_var": tensor([1], "float32", new Float32Array([1])),
  "1.num_batches_tracked": tensor([], "int64", new BigInt64Array([0n])),
};

test("takes exactly the network's tensors", () => {
  expect(() => checkStateDict(net, good, "w0.safetensors")).not.toThrow();
});

const { "0.bias": _bias, ...withoutBias } = good;

test.each<[string, Record<string, StateDictTensor>, string]>([
  ["a missing key", withoutBias, "w0: expected 0.bias of shape [1] but it is missing"],
  [
    "a surplus key",
    { ...good, "2.weight": tensor([1], "float32", new Float32Array(1)) },
    "w0: expected no 2.weight: the network has no such parameter or buffer",
  ],
  [
    "another shape",
    { ...good, "0.weight": tensor([2, 1], "float32", new Float32Array(2)) },
    "w0: expected 0.weight of shape [1, 2] but received [2, 1]",
  ],
  [
    "another dtype",
    { ...good, "0.weight": tensor([1, 2], "int32", new Float32Array(2)) },
    "w0: expected 0.weight of shape [1, 2] and of float32 or float64 but received int32",
  ],
  [
    "a counter of another dtype",
    { ...good, "1.num_batches_tracked": tensor([], "float32", new Float32Array(1)) },
    "w0: expected 1.num_batches_tracked of shape [] and of int64 but received float32",
  ],
  [
    "NaN",
    { ...good, "0.weight": tensor([1, 2], "float32", new Float32Array([1, Number.NaN])) },
    "w0: expected 0.weight of shape [1, 2] and finite but received NaN at index 1",
  ],
])("refuses %s", (_name, tensors, message) => {
  expect(refusal(() => checkStateDict(net, tensors, "w0"))).toBe(message);
});
