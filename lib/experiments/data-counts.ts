import { findImageSet, type ImageDataSpec } from "../data/index.js";

/** How many images a run uses, from as little of the files as tells. */
export interface DataCounts {
  /** Images trained on in an epoch, of all that the training set has. */
  readonly trained: number;
  readonly training: number;
  readonly test: number;
}

/** @throws InputError when the files are missing or are none of the set's. */
export function countImages(data: ImageDataSpec): DataCounts {
  const { train, test, classes } = findImageSet(data);
  const training = train.count();
  const drawn = data.perClass === undefined ? training : data.perClass * classes;
  return {
    trained: Math.min(drawn, data.limit ?? drawn),
    training,
    test: test?.count() ?? 0,
  };
}
