import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { InputError } from "../errors.js";

/** The four files of MNIST by what they hold. */
export interface MnistFiles {
  readonly trainImages: string;
  readonly trainLabels: string;
  readonly testImages: string;
  readonly testLabels: string;
}

const names: MnistFiles = {
  trainImages: "train-images-idx3-ubyte",
  trainLabels: "train-labels-idx1-ubyte",
  testImages: "t10k-images-idx3-ubyte",
  testLabels: "t10k-labels-idx1-ubyte",
};

/**
 * Finds MNIST's files, gzipped or not, in `root` or in its folder `mnist`.
 *
 * @throws InputError at `data.root` naming what is missing.
 */
export function findMnist(root: string): MnistFiles {
  if (!statSync(root, { throwIfNoEntry: false })?.isDirectory()) {
    throw InputError.at("data.root", `expected a folder with MNIST's files but ${root} is none`);
  }
  const folder = [root, join(root, "mnist")].find((candidate) =>
    Object.values(names).some((name) => fileIn(candidate, name)),
  );
  const find = (name: string): string => {
    const file = fileIn(folder ?? root, name);
    if (file) return file;
    throw InputError.at(
      "data.root",
      `expected ${name} or ${name}.gz in ${folder ?? root} but found neither`,
    );
  };
  return {
    trainImages: find(names.trainImages),
    trainLabels: find(names.trainLabels),
    testImages: find(names.testImages),
    testLabels: find(names.testLabels),
  };
}

function fileIn(folder: string, name: string): string | undefined {
  return [join(folder, name), join(folder, `${name}.gz`)].find((path) => existsSync(path));
}
