import { readIdx } from "../data/idx.js";
import { type DataSpec, defaultDataRoot, imageSets, type MnistSpec } from "../data/index.js";
import { findMnist } from "../data/mnist-files.js";

/** The data of a run in words: `MNIST: 100 of 60,000 training images (10 of each class), 10,000 test images`. */
export function dataText(data: DataSpec): string {
  switch (data.kind) {
    case "safetensors":
      return `tensors in ${data.path}`;
    case "mnist":
      return mnistText(data);
  }
}

function mnistText(data: MnistSpec): string {
  const files = findMnist(data.root ?? defaultDataRoot());
  const count = (labels: string) => readIdx(labels, "labels").values.length;
  const { title, classes } = imageSets.mnist;
  const all = count(files.trainLabels);
  const drawn = data.perClass === undefined ? all : data.perClass * classes;
  const used = Math.min(drawn, data.limit ?? drawn);
  const each = data.perClass === undefined ? "" : ` (${data.perClass} of each class)`;
  const training = used === all ? numberText(all) : `${numberText(used)} of ${numberText(all)}`;
  return `${title}: ${training} training images${each}, ${numberText(count(files.testLabels))} test images`;
}

function numberText(value: number): string {
  return value.toLocaleString("en-US");
}
