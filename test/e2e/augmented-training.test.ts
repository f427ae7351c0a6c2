import { expect, test } from "vitest";
import type { EngineSpec, NativeDataSet } from "../../lib/addon.js";
import { augmentImages, randomFlip, randomShift } from "../../lib/data/index.js";
import { engine } from "../../lib/native.js";
import { Tensor, tensor } from "../../lib/tensor/index.js";
import {
  engineSpec,
  linear,
  recordSpec,
  relu,
  runEngine,
  weightBytes,
  weightValues,
} from "../support/engine-runs.js";
import { sgdSpec } from "../support/optimizer-specs.js";

const [channels, height, width, classes] = [2, 5, 6, 3];
const features = channels * height * width;
const augment = [randomFlip(), randomShift({ pixels: 2, border: "reflect" })];

function images(count = 20): NativeDataSet {
  const bytes = Uint8Array.from({ length: count * features }, (_, index) => (index * 37) % 251);
  const targets = BigInt64Array.from({ length: count }, (_, index) => BigInt(index % classes));
  return {
    inputs: engine().tensorFromBytes(bytes, [count, channels, height, width], "uint8", "cpu"),
    targets: engine().tensorFromBytes(targets, [count], "int64", "cpu"),
  };
}

const normalize = { mean: [125, 120], std: [70, 60] };
const inputs = { train: images(), normalize };

function spec(changes: EngineSpec = {}): EngineSpec {
  return engineSpec({
    network: {
      input: { kind: "image", channels, height, width },
      layers: [{ kind: "flatten" }, linear(classes)],
    },
    augment,
    ...changes,
  });
}

/** Mean cross-entropy of a linear layer on images, in float64. */
function meanLoss(seen: Float32Array, labels: readonly number[], w: Float32Array, b: Float32Array) {
  const losses = labels.map((label, sample) => {
    const x = seen.subarray(sample * features, (sample + 1) * features);
    const logits = Array.from({ length: classes }, (_, out) =>
      x.reduce((sum, value, i) => sum + value * (w[out * features + i] ?? 0), b[out] ?? 0),
    );
    const sum = logits.reduce((total, logit) => total + Math.exp(logit), 0);
    return Math.log(sum) - (logits[label] ?? 0);
  });
  return losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
}

test("batches are what augmentImages gives for their epoch and place", async () => {
  const run = await runEngine(
    spec({
      optimizer: sgdSpec({ lr: 0 }),
      batchSize: 8,
      shuffle: false,
      record: recordSpec({ every: "step" }),
    }),
    inputs,
  );
  const w = weightValues(run.handle, "1.weight");
  const b = weightValues(run.handle, "1.bias");
  expect(run.history).toHaveLength(9);
  for (const { epoch, step, train } of run.history) {
    // The entry is the mean over the epoch's samples so far.
    const seen = Math.min(20, 8 * (step - 3 * epoch));
    const first = Tensor.fromHandle(images(seen).inputs);
    const batch = augmentImages(first, augment, { epoch, normalize });
    const labels = Array.from({ length: seen }, (_, sample) => sample % classes);
    const values = batch.data() as Float32Array; // Its dtype is float32.
    expect(train.loss).toBeCloseTo(meanLoss(values, labels, w, b), 5);
  }
});

test("a shuffled run draws by the place in the epoch, not by the image", async () => {
  const again = await runEngine(spec(), inputs);
  const run = await runEngine(spec(), inputs);
  expect(weightBytes(run.handle)).toEqual(weightBytes(again.handle));
  const plain = await runEngine(spec({ augment: [] }), inputs);
  expect(weightBytes(run.handle)).not.toEqual(weightBytes(plain.handle));
});

test("bits do not depend on the threads", async () => {
  const many = { train: images(600), normalize };
  const bits = async (threads: number) =>
    weightBytes((await runEngine(spec({ threads, batchSize: 300 }), many)).handle);
  expect(await bits(2)).toEqual(await bits(1));
});

test("a frozen prefix is computed anew for every batch", async () => {
  const layers = [{ kind: "flatten" }, linear(8), relu, linear(classes)];
  const network = { input: { kind: "image", channels, height, width }, layers };
  const frozen = { network, trainable: ["3"] };
  expect((await runEngine(spec({ ...frozen, augment: [] }), inputs)).state.cachedLayers).toBe(3);
  expect((await runEngine(spec(frozen), inputs)).state.cachedLayers).toBe(0);
});

test("validation and test images are left as they are", async () => {
  const set = images(30);
  const run = await runEngine(spec({ optimizer: sgdSpec({ lr: 0 }), epochs: 2 }), {
    train: set,
    validation: set,
    test: set,
    normalize,
  });
  const plain = tensor(Float32Array.from(new Uint8Array(engine().tensorToBytes(set.inputs))));
  const pixels = (plain.data() as Float32Array).map((value, index) => {
    const channel = Math.floor((index % features) / (height * width));
    return (value - (normalize.mean[channel] ?? 0)) / (normalize.std[channel] ?? 1);
  });
  const labels = Array.from({ length: 30 }, (_, sample) => sample % classes);
  const [w, b] = [weightValues(run.handle, "1.weight"), weightValues(run.handle, "1.bias")];
  const expected = meanLoss(pixels, labels, w, b);
  for (const entry of run.history) expect(entry.validation?.loss).toBeCloseTo(expected, 5);
  expect(run.state.test?.loss).toBeCloseTo(expected, 5);
});
