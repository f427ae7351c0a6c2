import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { InputError } from "../errors.js";
import {
  countRecords,
  imageBytes,
  type RecordFile,
  type RecordFormat,
  readRecords,
  recordBytes,
} from "./cifar-records.js";
import { fileHash } from "./file-hash.js";
import { coarseClasses, imageSets } from "./image-sets.js";
import { refuseOtherHalf } from "./known-images.js";
import type { LoadedFile } from "./loaded-data.js";
import { findFiles } from "./set-folder.js";
import {
  addInto,
  countPixels,
  emptyHistograms,
  type FoundImages,
  type FoundSet,
  type StoredImages,
} from "./stored-images.js";

/** One of the two sets and the label asked for. */
interface Cifar extends RecordFormat {
  readonly kind: "cifar10" | "cifar100";
  readonly folder: string;
  readonly training: readonly string[];
  readonly test: string;
  /** Which label byte counts. */
  readonly label: number;
  /** The file with the names of its classes. */
  readonly names: string;
}

const cifar10: Cifar = {
  kind: "cifar10",
  title: imageSets.cifar10.title,
  labels: [{ what: "labels", classes: imageSets.cifar10.classes }],
  label: 0,
  folder: "cifar-10-batches-bin",
  training: [1, 2, 3, 4, 5].map((number) => `data_batch_${number}.bin`),
  test: "test_batch.bin",
  names: "batches.meta.txt",
};

const cifar100 = {
  kind: "cifar100",
  title: imageSets.cifar100.title,
  labels: [
    { what: "coarse labels", classes: coarseClasses },
    { what: "fine labels", classes: imageSets.cifar100.classes },
  ],
  folder: "cifar-100-binary",
  training: ["train.bin"],
  test: "test.bin",
} as const;

const { shape } = imageSets.cifar10;

/**
 * Finds CIFAR-10's files of the binary version, gzipped or not, in `root` or in its folder
 * `cifar-10-batches-bin`.
 *
 * @throws InputError at `data.root` naming what is missing.
 */
export function findCifar10(root: string): FoundSet {
  return find(root, cifar10);
}

/** The same for CIFAR-100, in `cifar-100-binary`. */
export function findCifar100(root: string, labels: "fine" | "coarse"): FoundSet {
  const place = labels === "coarse" ? 0 : 1;
  return find(root, { ...cifar100, label: place, names: `${labels}_label_names.txt` });
}

function find(root: string, set: Cifar): FoundSet {
  const { folder, paths } = findFiles(root, {
    title: set.title,
    kind: set.kind,
    folder: set.folder,
    names: [...set.training, set.test],
    hint: pythonVersion,
  });
  return {
    title: set.title,
    folder,
    classes: set.labels[set.label]?.classes ?? 0,
    train: half(set, "training", paths.slice(0, -1)),
    test: half(set, "test", paths.slice(-1)),
    classNames: () => classNames(join(folder, set.names)),
    checkFiles: refuseTwins,
  };
}

function pythonVersion(folder: string, missing: string): string | undefined {
  const name = missing.replace(/\.bin$/, "");
  if (!existsSync(join(folder, name))) return undefined;
  return `${name} is of the Python version; the binary version is read`;
}

function half(set: Cifar, which: "training" | "test", paths: readonly string[]): FoundImages {
  return {
    ready: async () => ({ shape, paths, read: () => read(set, which, paths) }),
    count: () => paths.reduce((sum, path) => sum + countRecords(path, set), 0),
    hashes: () => Promise.all(paths.map((path) => fileHash(path, "data.root"))),
  };
}

/** A copy of one file under another's name. */
function refuseTwins(files: readonly LoadedFile[]): void {
  for (const file of files) {
    const first = files.find(({ sha256 }) => sha256 === file.sha256);
    if (!first || first === file) continue;
    throw InputError.at(file.path, `expected images of its own but found those of ${first.path}`);
  }
}

function read(set: Cifar, which: "training" | "test", paths: readonly string[]): StoredImages {
  const files = paths.map((path) => readRecords(path, set));
  const count = files.reduce((sum, file) => sum + file.count, 0);
  const labels = new Uint8Array(count);
  const pixels = new Uint8Array(count * imageBytes);
  const histograms = emptyHistograms(3);
  let first = 0;
  for (const file of files) {
    if (set.labels.length > 1) checkHierarchy(file, set);
    const target = pixels.subarray(first * imageBytes, (first + file.count) * imageBytes);
    unravel(file, set, labels.subarray(first), target);
    const own = emptyHistograms(3);
    countPixels(own, target, imageBytes / 3);
    refuseOtherHalf(file.path, which, file.count, own);
    histograms.forEach((sum, channel) => {
      addInto(sum, own[channel]);
    });
    first += file.count;
  }
  return {
    count,
    shape,
    labels,
    pixels,
    histograms,
    files: files.map(({ file }) => file),
  };
}

/** Takes records apart into labels and images. */
function unravel(file: RecordFile, set: Cifar, labels: Uint8Array, pixels: Uint8Array): void {
  const size = recordBytes(set);
  for (let record = 0; record < file.count; record++) {
    const begin = record * size;
    labels[record] = file.bytes[begin + set.label] ?? 0;
    const image = begin + set.labels.length;
    pixels.set(file.bytes.subarray(image, image + imageBytes), record * imageBytes);
  }
}

/** Every fine class of CIFAR-100 belongs to one superclass: else the records are damaged. */
function checkHierarchy({ path, count, bytes }: RecordFile, set: Cifar): void {
  const size = recordBytes(set);
  const known = new Map<number, { readonly coarse: number; readonly record: number }>();
  for (let record = 0; record < count; record++) {
    const [coarse = 0, fine = 0] = bytes.subarray(record * size, record * size + 2);
    const before = known.get(fine);
    if (!before) known.set(fine, { coarse, record });
    if (!before || before.coarse === coarse) continue;
    const expected = `expected coarse label ${before.coarse} for fine label ${fine}, as in record ${before.record},`;
    throw InputError.at(path, `${expected} but found ${coarse} (record ${record})`);
  }
}

/** The lines of a file of names; undefined where there is none. */
function classNames(path: string): readonly string[] | undefined {
  if (!existsSync(path)) return undefined;
  return readFileSync(path, "utf8")
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}
