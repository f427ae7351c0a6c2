import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { datasets, loadData, type SafetensorsOptions } from "../../../lib/data/index.js";
import { engine } from "../../../lib/native.js";
import { type NetworkSpec, network } from "../../../lib/nn/index.js";
import { asyncRefusal } from "../../support/refusal.js";
import { type WrittenTensor, writeSafetensors } from "../../support/safetensors-files.js";
import { temporaryFolder } from "../../support/temporary-folder.js";

const vector = network.vector({ features: 2 }).linear(3);
let path: string;

beforeEach(() => {
  path = join(temporaryFolder(), "set.safetensors");
});

const good = {
  "train.inputs": { shape: [3, 2], values: new Float32Array([1, 2, 3, 4, 5, 6]) },
  "train.targets": { shape: [3], values: new BigInt64Array([0n, 2n, 1n]) },
};

function load(
  tensors: Record<string, WrittenTensor>,
  options: Partial<SafetensorsOptions> = {},
  net: NetworkSpec = vector,
) {
  writeSafetensors(path, tensors);
  return loadData(datasets.safetensors({ path, ...options }), { seed: 1, network: net });
}

test("gives tensors as they are in the file", async () => {
  const { inputs, description, files } = await load(good);
  const addon = engine();
  expect(addon.tensorInfo(inputs.train.inputs)).toMatchObject({ shape: [3, 2], dtype: "float32" });
  expect([...new Float32Array(addon.tensorToBytes(inputs.train.inputs))]).toEqual([
    1, 2, 3, 4, 5, 6,
  ]);
  expect([...new BigInt64Array(addon.tensorToBytes(inputs.train.targets))]).toEqual([0n, 2n, 1n]);
  expect(Object.keys(inputs)).toEqual(["train"]);
  expect(description).toBe("set.safetensors: 3 training samples");
  expect(files).toEqual([{ path, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }]);
});

test("gives validation and test sets, of other dtypes too", async () => {
  const one = { shape: [1], values: new BigInt64Array([2n]) };
  const { inputs, description } = await load({
    ...good,
    "validation.inputs": { shape: [1, 2], values: new Float64Array([0.5, 1.5]) },
    "validation.targets": one,
    "test.inputs": { shape: [1, 2], values: new Uint8Array([7, 255]) },
    "test.targets": one,
  });
  const dtypes = [inputs.train, inputs.validation, inputs.test].map(
    (set) => set && engine().tensorInfo(set.inputs).dtype,
  );
  expect(dtypes).toEqual(["float32", "float64", "uint8"]);
  expect(description).toBe(
    "set.safetensors: 3 training samples, 1 validation sample, 1 test sample",
  );
});

describe("normalizes when asked", () => {
  test("by one mean and deviation", async () => {
    const { normalize } = (await load(good, { normalize: "scalar" })).inputs;
    expect(normalize?.mean).toEqual([3.5]);
    expect(normalize?.std[0]).toBeCloseTo(Math.sqrt(35 / 12), 14);
  });

  test.each([
    ["float64", Float64Array],
    ["uint8", Uint8Array],
  ] as const)("by channel, %s", async (_name, Values) => {
    const net = network.image({ channels: 2, height: 1, width: 2 }).flatten().linear(3);
    const images = {
      "train.inputs": { shape: [2, 2, 1, 2], values: Values.of(1, 2, 10, 20, 3, 4, 30, 40) },
      "train.targets": { shape: [2], values: new BigInt64Array(2) },
    };
    const { normalize } = (await load(images, { normalize: "channel" }, net)).inputs;
    expect(normalize?.mean).toEqual([2.5, 25]);
    expect(normalize?.std[0]).toBeCloseTo(Math.sqrt(1.25), 14);
    expect(normalize?.std[1]).toBeCloseTo(Math.sqrt(125), 13);
  });

  test("refuses a channel that is all alike", async () => {
    const net = network.image({ channels: 2, height: 1, width: 1 }).flatten().linear(3);
    const images = {
      "train.inputs": { shape: [2, 2, 1, 1], values: Float32Array.of(1, 5, 2, 5) },
      "train.targets": { shape: [2], values: new BigInt64Array(2) },
    };
    expect(await asyncRefusal(() => load(images, { normalize: "channel" }, net))).toBe(
      "data.normalize: expected none, since all values of channel 1 of the training inputs are equal",
    );
  });
});

const inputs = good["train.inputs"];
const targets = good["train.targets"];

test.each<[name: string, tensors: Record<string, WrittenTensor>, message: string]>([
  ["no targets", { "train.inputs": inputs }, "expected train.targets but it is missing"],
  ["no inputs", { "train.targets": targets }, "expected train.inputs but it is missing"],
  [
    "half a test set",
    { ...good, "test.inputs": inputs },
    "expected test.targets but it is missing",
  ],
  [
    "another name",
    { ...good, "train.labels": targets },
    "expected no tensor but train.inputs, train.targets, validation.inputs, validation.targets, test.inputs, test.targets but found train.labels",
  ],
  [
    "inputs of another dtype",
    { ...good, "train.inputs": { shape: [3, 2], values: new Int32Array(6) } },
    "expected train.inputs of float32, float64 or uint8 but found int32",
  ],
  [
    "targets of another dtype",
    { ...good, "train.targets": { shape: [3], values: new Int32Array(3) } },
    "expected train.targets of int64 but found int32",
  ],
  [
    "samples of another shape",
    { ...good, "train.inputs": { shape: [3, 1, 2], values: new Float32Array(6) } },
    "expected train.inputs of shape [N, 2], the network's input, with N ≥ 1 but found [3, 1, 2]",
  ],
  [
    "no samples",
    {
      "train.inputs": { shape: [0, 2], values: new Float32Array(0) },
      "train.targets": { shape: [0], values: new BigInt64Array(0) },
    },
    "expected train.inputs of shape [N, 2], the network's input, with N ≥ 1 but found [0, 2]",
  ],
  [
    "another number of targets",
    { ...good, "train.targets": { shape: [2], values: new BigInt64Array(2) } },
    "expected train.targets of shape [3], one target a sample, but found [2]",
  ],
  [
    "targets in two dimensions",
    { ...good, "train.targets": { shape: [3, 1], values: new BigInt64Array(3) } },
    "expected train.targets of shape [3], one target a sample, but found [3, 1]",
  ],
  [
    "a target that is no output",
    { ...good, "train.targets": { shape: [3], values: new BigInt64Array([0n, 3n, 0n]) } },
    "expected train.targets from 0 to 2, the network's outputs, but found 3 (sample 1)",
  ],
  [
    "a negative target",
    { ...good, "train.targets": { shape: [3], values: new BigInt64Array([0n, 0n, -1n]) } },
    "expected train.targets from 0 to 2, the network's outputs, but found -1 (sample 2)",
  ],
  [
    "a huge target",
    { ...good, "train.targets": { shape: [3], values: new BigInt64Array([2n ** 32n, 0n, 0n]) } },
    "expected train.targets from 0 to 2, the network's outputs, but found 4294967296 (sample 0)",
  ],
  [
    "NaN",
    {
      ...good,
      "train.inputs": { shape: [3, 2], values: Float32Array.of(1, 2, 3, Number.NaN, 5, 6) },
    },
    "expected train.inputs to be finite but found NaN in sample 1",
  ],
  [
    "an infinity in the test set",
    {
      ...good,
      "test.inputs": { shape: [3, 2], values: Float64Array.of(1, 2, 3, 4, 5, -1 / 0) },
      "test.targets": targets,
    },
    "expected test.inputs to be finite but found -Infinity in sample 2",
  ],
])("refuses %s", async (_name, tensors, message) => {
  expect(await asyncRefusal(() => load(tensors))).toBe(`${path}: ${message}`);
});

test("refuses a file that does not exist", async () => {
  const data = datasets.safetensors({ path });
  expect(await asyncRefusal(() => loadData(data, { seed: 1, network: vector }))).toBe(
    `data.path: expected a file but ${path} does not exist`,
  );
});
