import { readIdx } from "../data/idx.js";
import { defaultDataRoot, imageSets, type MnistSpec } from "../data/index.js";
import { findMnist } from "../data/mnist-files.js";

/** How many images a run uses, read from the files of labels alone. */
export interface DataCounts {
  /** Images trained on in an epoch, of all that the training set has. */
  readonly trained: number;
  readonly training: number;
  readonly test: number;
}

/** @throws InputError when the files are missing or are none of labels. */
export function countImages(data: MnistSpec): DataCounts {
  const files = findMnist(data.root ?? defaultDataRoot());
  const count = (labels: string) => readIdx(labels, "labels").values.length;
  const training = count(files.trainLabels);
  const drawn = data.perClass === undefined ? training : data.perClass * imageSets.mnist.classes;
  return {
    trained: Math.min(drawn, data.limit ?? drawn),
    training,
    test: count(files.testLabels),
  };
}
