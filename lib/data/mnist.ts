import { InputError } from "../errors.js";
import { fileHash } from "./file-hash.js";
import { fileState } from "./file-state.js";
import { readIdx } from "./idx.js";
import { imageSets } from "./image-sets.js";
import { refuseOtherHalf } from "./known-images.js";
import { findFiles } from "./set-folder.js";
import {
  countPixels,
  emptyHistograms,
  type FoundImages,
  type FoundSet,
  hashed,
  type StoredImages,
} from "./stored-images.js";

const { title, classes, shape } = imageSets.mnist;
const names = {
  training: ["train-images-idx3-ubyte", "train-labels-idx1-ubyte"],
  test: ["t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"],
} as const;

type Half = keyof typeof names;

/**
 * Finds MNIST's files, gzipped or not, in `root` or in its folder `mnist`.
 *
 * @throws InputError at `data.root` naming what is missing.
 */
export function findMnist(root: string): FoundSet {
  const wanted = [...names.training, ...names.test];
  const { folder, paths } = findFiles(root, {
    title,
    kind: "mnist",
    folder: "mnist",
    names: wanted,
  });
  const [trainImages = "", trainLabels = "", testImages = "", testLabels = ""] = paths;
  return {
    title,
    folder,
    classes,
    train: pair("training", trainImages, trainLabels),
    test: pair("test", testImages, testLabels),
    classNames: () => undefined,
  };
}

function pair(half: Half, imagesPath: string, labelsPath: string): FoundImages {
  const paths = [imagesPath, labelsPath];
  return {
    ready: async () => ({ shape, paths, read: () => read(half, imagesPath, labelsPath) }),
    count: () => readIdx(labelsPath, "labels").values.length,
    hashes: () => Promise.all(paths.map((path) => fileHash(path, "data.root"))),
  };
}

function read(half: Half, imagesPath: string, labelsPath: string): StoredImages {
  const [images, imagesFile] = readHashed(imagesPath, "images");
  const [labels, labelsFile] = readHashed(labelsPath, "labels");
  const [count = 0, height, width] = images.shape;
  const [, setHeight, setWidth] = shape;
  const fail = (path: string, message: string) => InputError.at(path, message);
  if (height !== setHeight || width !== setWidth) {
    const expected = `expected images of ${setHeight} × ${setWidth} pixels`;
    throw fail(imagesPath, `${expected} but found ${height} × ${width}`);
  }
  if (labels.values.length !== count) {
    const expected = `expected ${count} labels, one for each image of ${imagesPath},`;
    throw fail(labelsPath, `${expected} but found ${labels.values.length}`);
  }
  const foreign = labels.values.findIndex((label) => label >= classes);
  if (foreign >= 0) {
    const found = `found ${labels.values[foreign]} (sample ${foreign})`;
    throw fail(labelsPath, `expected labels from 0 to ${classes - 1} but ${found}`);
  }
  const histograms = emptyHistograms(1);
  countPixels(histograms, images.values, setHeight * setWidth);
  refuseOtherHalf(imagesPath, half, count, histograms);
  return {
    count,
    shape,
    labels: labels.values,
    pixels: images.values,
    histograms,
    files: [imagesFile, labelsFile],
  };
}

function readHashed(path: string, holds: "images" | "labels") {
  const state = fileState(path, path);
  const idx = readIdx(path, holds);
  return [idx, hashed(path, state, idx.bytes)] as const;
}
