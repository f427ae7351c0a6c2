import { InputError } from "../errors.js";

/**
 * Published halves of sets by how many images they have and what all their bytes add up to, which does
 * not depend on their order. Computed from the published files; of CIFAR's training files, which would
 * be the other halves, there is no need: they have other counts.
 */
const known = [
  { count: 60_000, sum: 1_567_298_545, half: "training", what: "MNIST's training images" },
  { count: 10_000, sum: 264_923_200, half: "test", what: "MNIST's test images" },
  { count: 10_000, sum: 3_733_375_634, half: "test", what: "CIFAR-10's test images" },
  { count: 10_000, sum: 3_755_249_331, half: "test", what: "CIFAR-100's test images" },
] as const;

/**
 * Refuses a file that holds the other half of its set: copies and renames mix them up.
 *
 * @param half what the file's name promises
 * @param histograms of all its images
 */
export function refuseOtherHalf(
  path: string,
  half: "training" | "test",
  count: number,
  histograms: readonly Float64Array[],
): void {
  const sum = histograms.reduce(
    (total, counts) =>
      counts.reduce((part, occurrences, value) => part + occurrences * value, total),
    0,
  );
  const found = known.find((one) => one.count === count && one.sum === sum);
  if (!found || found.half === half) return;
  throw InputError.at(path, `expected ${half} images but found ${found.what}`);
}
