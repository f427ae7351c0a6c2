import { createHash } from "node:crypto";
import { copyFileSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { type Cifar10Options, type Cifar100Options, datasets } from "../../../lib/data/index.js";
import { engine } from "../../../lib/native.js";
import { network } from "../../../lib/nn/index.js";
import { runKey } from "../../../lib/train/run-key.js";
import { parseRunSpec } from "../../../lib/train/run-spec.js";
import { cifarLabels, cifarPixels, cifarRecords, writeCifar } from "../../support/cifar-files.js";
import {
  balance,
  imageNetwork,
  indicesOf,
  labelsOf,
  loaded,
  pixelsOf,
} from "../../support/loaded.js";
import { asyncRefusal } from "../../support/refusal.js";
import { onSharedData, sharedData } from "../../support/shared-data.js";
import { temporaryFolder } from "../../support/temporary-folder.js";

let root: string;

beforeEach(() => {
  root = temporaryFolder();
});

const load10 = (options: Cifar10Options = {}) =>
  loaded(datasets.cifar10({ root, ...options }), imageNetwork(3, 32, 10));
const load100 = (options: Cifar100Options = {}) =>
  loaded(datasets.cifar100({ root, ...options }), imageNetwork(3, 32, 100));

/** All pixels of images `first` … `first + count − 1`. */
function pixels(first: number, count: number): Buffer {
  return Buffer.concat(Array.from({ length: count }, (_, index) => cifarPixels(first + index)));
}

/** Mean and population deviation from their definition. */
function statistics(values: Uint8Array): { mean: number; std: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { mean, std: Math.sqrt(variance) };
}

describe.each([
  ["as they are", ".", false],
  ["gzipped, in the archive's folder", "archive", true],
])("files %s", (_name, place, gzip) => {
  test("CIFAR-10: the five batches in order, and the test batch", async () => {
    writeCifar("cifar10", place === "." ? root : join(root, "cifar-10-batches-bin"), { gzip });
    const { inputs, description } = await load10();
    expect(engine().tensorInfo(inputs.train.inputs)).toMatchObject({
      shape: [20, 3, 32, 32],
      dtype: "uint8",
    });
    expect(pixels(0, 20).equals(pixelsOf(inputs.train))).toBe(true);
    expect(pixels(20, 10).equals(pixelsOf(inputs.test))).toBe(true);
    expect(labelsOf(inputs.train)).toEqual(cifarLabels("cifar10", 20).flat());
    expect(labelsOf(inputs.test)).toEqual(cifarLabels("cifar10", 10).flat());
    expect(description).toBe("CIFAR-10: 20 training images, 10 test images");
  });

  test("CIFAR-100: fine labels, or coarse ones", async () => {
    writeCifar("cifar100", place === "." ? root : join(root, "cifar-100-binary"), { gzip });
    const [fine, coarse] = [await load100(), await load100({ labels: "coarse" })];
    expect(pixels(0, 120).equals(pixelsOf(fine.inputs.train))).toBe(true);
    expect(pixels(0, 120).equals(pixelsOf(coarse.inputs.train))).toBe(true);
    const labels = cifarLabels("cifar100", 120);
    expect(labelsOf(fine.inputs.train)).toEqual(labels.map(([, label]) => label));
    expect(labelsOf(coarse.inputs.train)).toEqual(labels.map(([label]) => label));
  });
});

test("mean and deviation are of the whole training set, over all channels or by channel", async () => {
  writeCifar("cifar10", root);
  const all = pixels(0, 20);
  const scalar = (await load10({ limit: 3, validation: 0.5 })).inputs.normalize;
  expect(scalar?.mean).toHaveLength(1);
  expect(scalar?.mean[0]).toBeCloseTo(statistics(all).mean, 10);
  expect(scalar?.std[0]).toBeCloseTo(statistics(all).std, 10);
  const { normalize } = (await load10({ normalize: "channel", perClass: 1 })).inputs;
  for (const channel of [0, 1, 2]) {
    const own = statistics(all.filter((_, index) => Math.floor(index / 1024) % 3 === channel));
    expect(normalize?.mean[channel]).toBeCloseTo(own.mean, 10);
    expect(normalize?.std[channel]).toBeCloseTo(own.std, 10);
  }
  expect((await load10({ normalize: "none" })).inputs).not.toHaveProperty("normalize");
});

test("images become vectors for a network that takes them, channel after channel", async () => {
  writeCifar("cifar10", root);
  const net = network.vector({ features: 3072 }).linear(10);
  const { inputs } = await loaded(datasets.cifar10({ root }), net);
  expect(engine().tensorInfo(inputs.train.inputs).shape).toEqual([20, 3072]);
  expect(pixels(0, 20).equals(pixelsOf(inputs.train))).toBe(true);
});

test("perClass draws from the labels asked for", async () => {
  writeCifar("cifar100", root, { train: 200 });
  const labels = cifarLabels("cifar100", 200);
  const drawn = async (kind: "fine" | "coarse") => {
    const { train } = (await load100({ labels: kind, perClass: 2 })).inputs;
    return indicesOf(train) ?? [];
  };
  const fine = (await drawn("fine")).map((sample) => labels[sample]?.[1] ?? -1);
  expect(balance(fine)).toEqual(Array(100).fill(2));
  const coarse = (await drawn("coarse")).map((sample) => labels[sample]?.[0] ?? -1);
  expect(balance(coarse)).toEqual(Array(20).fill(2));
});

test("a run's key names the files by their contents and the labels", async () => {
  writeCifar("cifar100", root);
  const key = (data: Record<string, unknown>) =>
    runKey(
      parseRunSpec({
        network: imageNetwork(3, 32, 100),
        data: { kind: "cifar100", root, ...data },
        optimizer: { kind: "sgd", lr: 1 },
        epochs: 1,
        batchSize: 8,
      }),
    );
  const fine = await key({});
  expect(await key({ labels: "fine" })).toBe(fine);
  expect(await key({ labels: "coarse" })).not.toBe(fine);
  const elsewhere = temporaryFolder();
  writeCifar("cifar100", elsewhere, { gzip: true });
  expect(await key({ root: elsewhere })).toBe(fine);
  writeCifar("cifar100", elsewhere, { gzip: true, test: 11 });
  expect(await key({ root: elsewhere })).not.toBe(fine);
});

describe("refuses", () => {
  const at = (name: string) => join(root, name);

  test.each<[string, () => void, () => string]>([
    [
      "a missing batch",
      () => rmSync(at("data_batch_3.bin")),
      () =>
        `data.root: expected data_batch_3.bin or data_batch_3.bin.gz in ${root} but found neither`,
    ],
    [
      "the Python version",
      () => renameSync(at("data_batch_2.bin"), at("data_batch_2")),
      () =>
        `data.root: expected data_batch_2.bin or data_batch_2.bin.gz in ${root} but found neither ` +
        "(data_batch_2 is of the Python version; the binary version is read)",
    ],
    [
      "a batch cut off",
      () =>
        writeFileSync(
          at("data_batch_1.bin"),
          readFileSync(at("data_batch_1.bin")).subarray(0, 10_000),
        ),
      () =>
        `${at("data_batch_1.bin")}: expected one or more records of 3073 bytes, CIFAR-10's, but found 10000 bytes`,
    ],
    [
      "an empty batch",
      () => writeFileSync(at("test_batch.bin"), ""),
      () =>
        `${at("test_batch.bin")}: expected one or more records of 3073 bytes, CIFAR-10's, but found 0 bytes`,
    ],
    [
      "a file of CIFAR-100",
      () => writeFileSync(at("data_batch_4.bin"), cifarRecords([[1, 2]])),
      () =>
        `${at("data_batch_4.bin")}: expected one or more records of 3073 bytes, CIFAR-10's, but found 3074 bytes, whole records of 3074`,
    ],
    [
      "labels that are no classes",
      () => writeFileSync(at("data_batch_5.bin"), cifarRecords([[1], [10]])),
      () => `${at("data_batch_5.bin")}: expected labels from 0 to 9 but found 10 (record 1)`,
    ],
    [
      "the test batch in a training batch's place",
      () => copyFileSync(at("test_batch.bin"), at("data_batch_2.bin")),
      () =>
        `${at("test_batch.bin")}: expected images of its own but found those of ${at("data_batch_2.bin")}`,
    ],
  ])("%s", async (_name, spoil, message) => {
    writeCifar("cifar10", root);
    spoil();
    expect(await asyncRefusal(() => load10())).toBe(message());
  });

  test.each<[string, () => void, () => string]>([
    [
      "fine labels that are no classes",
      () => writeFileSync(at("train.bin"), cifarRecords([[1, 100]])),
      () => `${at("train.bin")}: expected fine labels from 0 to 99 but found 100 (record 0)`,
    ],
    [
      "coarse labels that are no classes",
      () => writeFileSync(at("test.bin"), cifarRecords([[20, 9]])),
      () => `${at("test.bin")}: expected coarse labels from 0 to 19 but found 20 (record 0)`,
    ],
    [
      "a fine class in two superclasses",
      () =>
        writeFileSync(
          at("train.bin"),
          cifarRecords([
            [3, 9],
            [3, 8],
            [4, 9],
          ]),
        ),
      () =>
        `${at("train.bin")}: expected coarse label 3 for fine label 9, as in record 0, but found 4 (record 2)`,
    ],
    [
      "a gzipped file cut off",
      () => {
        writeCifar("cifar100", root, { gzip: true });
        rmSync(at("train.bin"));
        writeFileSync(at("train.bin.gz"), readFileSync(at("train.bin.gz")).subarray(0, 100));
      },
      () =>
        `${at("train.bin.gz")}: expected a readable file but received an error: unexpected end of file`,
    ],
  ])("%s", async (_name, spoil, message) => {
    writeCifar("cifar100", root);
    spoil();
    expect(await asyncRefusal(() => load100())).toBe(message());
  });

  test("a folder that is none", async () => {
    expect(await asyncRefusal(() => load10({ root: at("nowhere") }))).toBe(
      `data.root: expected a folder with CIFAR-10's files but ${at("nowhere")} is none; \`layca data cifar10\` fetches them`,
    );
  });
});

describe.skipIf(!sharedData)(`real files${onSharedData}`, () => {
  const shared = sharedData ?? "";
  const sha256 = (set: Uint8Array, image: number) =>
    createHash("sha256")
      .update(set.subarray(image * 3072, (image + 1) * 3072))
      .digest("hex")
      .slice(0, 16);

  test("CIFAR-10", async () => {
    const { inputs } = await load10({ root: shared, normalize: "channel" });
    expect(balance(labelsOf(inputs.train))).toEqual(Array(10).fill(250));
    expect(balance(labelsOf(inputs.test))).toEqual(Array(10).fill(1000));
    const file = readFileSync(join(shared, "cifar-10-batches-bin/data_batch_2.bin"));
    const images = pixelsOf(inputs.train);
    expect(sha256(images, 0)).toBe("e052de7deb775f78");
    expect(sha256(images, 2499)).toBe("d43d4d6f068f2c27");
    expect(sha256(images, 500)).toBe(sha256(file.subarray(1), 0));
    expect(inputs.normalize?.mean.map((mean) => mean.toFixed(6))).toEqual([
      "125.072936",
      "122.566912",
      "113.504345",
    ]);
  });

  test("CIFAR-100", async () => {
    const fine = await load100({ root: shared });
    const coarse = await load100({ root: shared, labels: "coarse" });
    expect(balance(labelsOf(fine.inputs.train))).toEqual(Array(100).fill(12));
    expect(balance(labelsOf(fine.inputs.test))).toEqual(Array(100).fill(100));
    expect(balance(labelsOf(coarse.inputs.train))).toEqual(Array(20).fill(60));
    expect(sha256(pixelsOf(fine.inputs.test), 9999)).toBe("477bf1b404888c7a");
    expect(fine.inputs.normalize?.mean[0]).toBeCloseTo(120.70382053, 6);
  });

  test("test images in the place of training images", async () => {
    writeCifar("cifar10", root);
    copyFileSync(
      join(shared, "cifar-10-batches-bin/test_batch.bin"),
      join(root, "data_batch_2.bin"),
    );
    expect(await asyncRefusal(() => load10())).toBe(
      `${join(root, "data_batch_2.bin")}: expected training images but found CIFAR-10's test images`,
    );
    writeCifar("cifar100", root);
    copyFileSync(join(shared, "cifar-100-binary/test.bin"), join(root, "train.bin"));
    expect(await asyncRefusal(() => load100())).toBe(
      `${join(root, "train.bin")}: expected training images but found CIFAR-100's test images`,
    );
  });
});
