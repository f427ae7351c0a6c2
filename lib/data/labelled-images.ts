import { createHash } from "node:crypto";
import type { TensorHandle } from "../addon.js";
import { InputError } from "../errors.js";
import { engine } from "../native.js";
import { FileCache } from "./file-cache.js";
import { rememberHash } from "./file-hash.js";
import { fileState } from "./file-state.js";
import { readIdx } from "./idx.js";
import type { ImageSet } from "./image-sets.js";
import { int64Tensor } from "./int64.js";
import type { LoadedFile } from "./loaded-data.js";
import { histogram, histogramMoments, type Moments } from "./statistics.js";

/** One half of a set: its images, uint8 as they are in the file, and its labels. */
export interface LabelledImages {
  readonly count: number;
  readonly labels: Uint8Array;
  /** uint8 [count, …sample]. */
  readonly inputs: TensorHandle;
  /** int64 [count]. */
  readonly targets: TensorHandle;
  /** Of all its pixels, in units of 0 to 255. */
  readonly moments: Moments;
  readonly files: readonly LoadedFile[];
}

// Both halves of a set as vectors and as images.
const cache = new FileCache<LabelledImages>(4);

/**
 * Reads a pair of IDX files of images and their labels, once a process.
 *
 * @param sample what a sample's tensor looks like: [784] or [1, 28, 28].
 * @throws InputError naming the file that is not as expected.
 */
export function readLabelledImages(
  imagesPath: string,
  labelsPath: string,
  set: ImageSet,
  sample: readonly number[],
): LabelledImages {
  return cache.get([imagesPath, labelsPath], sample.join(), () => {
    const [images, imagesFile] = readHashed(imagesPath, "images");
    const [labels, labelsFile] = readHashed(labelsPath, "labels");
    const [count = 0, height, width] = images.shape;
    const [, setHeight, setWidth] = set.shape;
    const fail = (path: string, message: string) => InputError.at(path, message);
    if (height !== setHeight || width !== setWidth) {
      const expected = `expected images of ${setHeight} × ${setWidth} pixels`;
      throw fail(imagesPath, `${expected} but found ${height} × ${width}`);
    }
    if (labels.values.length !== count) {
      const expected = `expected ${count} labels, one for each image of ${imagesPath},`;
      throw fail(labelsPath, `${expected} but found ${labels.values.length}`);
    }
    const foreign = labels.values.findIndex((label) => label >= set.classes);
    if (foreign >= 0) {
      const found = `found ${labels.values[foreign]} (sample ${foreign})`;
      throw fail(labelsPath, `expected labels from 0 to ${set.classes - 1} but ${found}`);
    }
    return {
      count,
      labels: labels.values,
      inputs: engine().tensorFromBytes(images.values, [count, ...sample], "uint8", "cpu"),
      targets: int64Tensor(labels.values),
      moments: histogramMoments(histogram(images.values)),
      files: [imagesFile, labelsFile],
    };
  });
}

function readHashed(path: string, holds: "images" | "labels") {
  const state = fileState(path, path);
  const idx = readIdx(path, holds);
  const sha256 = createHash("sha256").update(idx.bytes).digest("hex");
  rememberHash(path, state, sha256);
  return [idx, { path, sha256 }] as const;
}
