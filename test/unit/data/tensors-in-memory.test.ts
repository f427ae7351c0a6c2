import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { datasets, type TensorsOptions } from "../../../lib/data/index.js";
import { engine } from "../../../lib/native.js";
import { network } from "../../../lib/nn/index.js";
import { sgd } from "../../../lib/optim/index.js";
import { tensor } from "../../../lib/tensor/index.js";
import { runInto } from "../../../lib/train/run-directory.js";
import { runKey } from "../../../lib/train/run-key.js";
import { parseRunSpec } from "../../../lib/train/run-spec.js";
import { train } from "../../../lib/train/train.js";
import { collectGarbage } from "../../support/collected.js";
import { loaded } from "../../support/loaded.js";
import { asyncRefusal, refusal } from "../../support/refusal.js";
import { writeSafetensors } from "../../support/safetensors-files.js";
import { temporaryFolder } from "../../support/temporary-folder.js";

const net = network.vector({ features: 2 }).linear(3);
const numbers = new Float32Array([1, 2, 3, 4, 5, 7]);
const classes = new BigInt64Array([0n, 2n, 1n]);
const inputs = () => tensor(numbers, { shape: [3, 2] });
const targets = () => tensor(classes);
const set = () => ({ inputs: inputs(), targets: targets() });
const options = { optimizer: sgd({ lr: 0.1 }), epochs: 3, batchSize: 2 };

test("are known by the hash of their contents", () => {
  const data = datasets.tensors({ train: set() });
  expect(data).toEqual({
    kind: "tensors",
    sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    normalize: "none",
  });
  expect(datasets.tensors({ train: set(), normalize: "scalar" }).sha256).toBe(data.sha256);
  const others: TensorsOptions[] = [
    { train: set(), test: set() },
    { train: { inputs: inputs().to("float64"), targets: targets() } },
    { train: { inputs: inputs(), targets: tensor(new BigInt64Array([0n, 2n, 2n])) } },
    { train: { inputs: tensor(numbers, { shape: [3, 2, 1] }), targets: targets() } },
  ];
  const hashes = others.map((one) => datasets.tensors(one).sha256);
  expect(new Set([data.sha256, ...hashes]).size).toBe(5);
});

test("a run on them is the run on the same tensors in a file, and its key says what they hold", async () => {
  const path = join(temporaryFolder(), "set.safetensors");
  const stored = { shape: [3, 2], values: numbers };
  writeSafetensors(path, {
    "train.inputs": stored,
    "train.targets": { shape: [3], values: classes },
    "test.inputs": stored,
    "test.targets": { shape: [3], values: classes },
  });
  const memory = train(net, datasets.tensors({ train: set(), test: set() }), options);
  const file = train(net, datasets.safetensors({ path }), options);
  const [one, other] = [await memory.result, await file.result];
  expect(one.history).toEqual(other.history);
  expect(one.test).toEqual(other.test);
});

test("key and record of a run name them; parsed again they are found", async () => {
  const data = datasets.tensors({ train: set() });
  const spec = parseRunSpec({ network: net, data, ...options });
  expect(spec.data).toEqual(data);
  const key = await runKey(spec);
  const again = parseRunSpec(JSON.parse(JSON.stringify(spec)));
  expect(await runKey(again)).toBe(key);
  const other = datasets.tensors({
    train: { ...set(), targets: tensor(classes.map((label) => 2n - label)) },
  });
  expect(await runKey(parseRunSpec({ network: net, data: other, ...options }))).not.toBe(key);
  const folder = temporaryFolder();
  const { record } = await runInto(folder, again);
  expect(record).toMatchObject({ key, status: "finished", spec: { data } });
  expect((await runInto(folder, spec)).recorded).toBe(true);
});

test("what happens to the originals does not reach a run", async () => {
  const mine = set();
  const data = datasets.tensors({ train: mine });
  mine.inputs.dispose();
  const { inputs: held, description } = await loaded(data, net);
  expect(new Float32Array(engine().tensorToBytes(held.train.inputs))).toEqual(numbers);
  expect(description).toBe("Tensors: 3 training samples");
});

test("gradients are left out, slices and transposed tensors are taken as they read", async () => {
  const wide = tensor(Float32Array.of(1, 3, 5, 2, 4, 7), { shape: [2, 3], requiresGrad: true });
  const data = datasets.tensors({ train: { inputs: wide.transpose(0, 1), targets: targets() } });
  expect(data.sha256).toBe(datasets.tensors({ train: set() }).sha256);
  const { inputs: held } = await loaded(data, net);
  expect(engine().tensorInfo(held.train.inputs).requiresGrad).toBe(false);
});

test("mean and deviation are of the training set", async () => {
  const bytes = tensor(Uint8Array.of(0, 10, 20, 30), { shape: [2, 2] });
  const labels = tensor(BigInt64Array.of(0n, 1n));
  const sets = { train: { inputs: bytes, targets: labels }, normalize: "scalar" as const };
  const { inputs: held } = await loaded(datasets.tensors(sets), net);
  expect(held.normalize?.mean).toEqual([15]);
  expect(held.normalize?.std[0]).toBeCloseTo(Math.sqrt(125), 12);
});

test("are let go with the last spec that names them", async () => {
  const values = tensor(new Float32Array([9, 9, 9, 9, 9, 8]), { shape: [3, 2] });
  const named = (() => {
    const data = datasets.tensors({ train: { inputs: values, targets: targets() } });
    return { spec: parseRunSpec({ network: net, data, ...options }) };
  })();
  const turn = () => new Promise((resolve) => setTimeout(resolve, 10));
  for (let round = 0; round < 5; round++) {
    await turn();
    collectGarbage();
  }
  expect((await loaded(named.spec.data, net)).description).toBe("Tensors: 3 training samples");
  const copy = { ...named.spec.data };
  Reflect.deleteProperty(named, "spec");
  await expect
    .poll(
      () => {
        collectGarbage();
        return asyncRefusal(async () => loaded(copy, net)).catch(() => "");
      },
      { timeout: 10_000 },
    )
    .toMatch(/^data\.sha256: expected tensors given to datasets\.tensors in this process/);
});

describe("refuses", () => {
  const label = (value: bigint) => tensor(new BigInt64Array([0n, value, 1n]));

  test.each<[string, () => unknown, string]>([
    [
      "no training set",
      () => ({}),
      "datasets.tensors.train: expected inputs and targets but it is missing",
    ],
    [
      "arrays",
      () => ({ train: { inputs: [[1, 2]], targets: targets() } }),
      "datasets.tensors.train.inputs: expected a tensor but received [[1,2]]",
    ],
    [
      "unknown sets",
      () => ({ train: set(), tests: set() }),
      "datasets.tensors.tests: unknown key; did you mean test? expected one of train, validation, test, normalize",
    ],
    [
      "integers as inputs",
      () => ({
        train: { inputs: tensor(new Int32Array(6), { shape: [3, 2] }), targets: targets() },
      }),
      "datasets.tensors: expected train.inputs of float32, float64 or uint8 but found int32",
    ],
    [
      "bytes as targets",
      () => ({ train: { inputs: inputs(), targets: tensor(new Uint8Array(3)) } }),
      "datasets.tensors: expected train.targets of int64, float32 or float64 but found uint8",
    ],
    [
      "another number of targets",
      () => ({ train: { inputs: inputs(), targets: tensor(new BigInt64Array(2)) } }),
      "datasets.tensors: expected train.targets of shape [3], one target a sample, but found [2]",
    ],
  ])("%s", (_name, sets, message) => {
    expect(refusal(() => datasets.tensors(sets() as TensorsOptions))).toBe(message);
  });

  test.each<[string, () => TensorsOptions, string]>([
    [
      "samples that do not fit the network",
      () => ({
        train: {
          inputs: tensor(numbers, { shape: [2, 3] }),
          targets: tensor(new BigInt64Array(2)),
        },
      }),
      "data: expected train.inputs of shape [N, 2], the network's input, with N ≥ 1 but found [2, 3]",
    ],
    [
      "classes beyond the network's outputs",
      () => ({ train: { inputs: inputs(), targets: label(3n) } }),
      "data: expected train.targets from 0 to 2, the network's outputs, but found 3 (sample 1)",
    ],
    [
      "numbers that are not finite",
      () => ({
        train: set(),
        test: { inputs: tensor([[0, Number.NaN]]), targets: tensor(new BigInt64Array(1)) },
      }),
      "data: expected test.inputs to be finite but found NaN in sample 0",
    ],
  ])("%s", async (_name, sets, message) => {
    const run = train(net, datasets.tensors(sets()), options);
    expect(await asyncRefusal(() => run.result)).toBe(message);
  });

  test("hashes of nothing", async () => {
    const data = { kind: "tensors", sha256: "0".repeat(64) } as const;
    const run = train(net, data, options);
    expect(await asyncRefusal(() => run.result)).toBe(
      "data.sha256: expected tensors given to datasets.tensors in this process but there are none of 000000000000",
    );
    expect(refusal(() => train(net, { ...data, sha256: "abc" }, options))).toBe(
      'data.sha256: expected the hash that datasets.tensors gives but received "abc"',
    );
  });
});

describe("targets that are numbers, for mse", () => {
  const rows = tensor(new Float32Array([1, 2, 3, 4, 5, 6, 7, 8, 9]), { shape: [3, 3] });
  const run = (given: TensorsOptions["train"], loss: "mse" | "crossEntropy" = "mse") =>
    train(net, datasets.tensors({ train: given }), { ...options, loss: { kind: loss } }).result;

  test("are trained on, and the record has no accuracy", async () => {
    const { history, status } = await run({ inputs: inputs(), targets: rows });
    expect(status).toBe("finished");
    expect(history[0]?.train).toEqual({ loss: expect.any(Number) });
  });

  test("are told apart from classes by the loss", async () => {
    expect(await asyncRefusal(() => run({ inputs: inputs(), targets: rows }, "crossEntropy"))).toBe(
      "data: expected train.targets of int64 but found float32\n" +
        "data: expected train.targets of shape [3], one target a sample, but found [3, 3]",
    );
    expect(await asyncRefusal(() => run(set()))).toBe(
      "data: expected train.targets of float32 or float64 but found int64\n" +
        "data: expected train.targets of shape [3, 3], one target a sample, but found [3]",
    );
  });

  test("are as many as the network has outputs, and finite", async () => {
    const of = (values: number[], shape: number[]) =>
      run({ inputs: inputs(), targets: tensor(new Float32Array(values), { shape }) });
    expect(await asyncRefusal(() => of([1, 2, 3, 4, 5, 6], [3, 2]))).toBe(
      "data: expected train.targets of shape [3, 3], one target a sample, but found [3, 2]",
    );
    const infinite = [1, 2, 3, 4, Number.POSITIVE_INFINITY, 6, 7, 8, 9];
    expect(await asyncRefusal(() => of(infinite, [3, 3]))).toBe(
      "data: expected train.targets to be finite but found Infinity in sample 1",
    );
  });
});
