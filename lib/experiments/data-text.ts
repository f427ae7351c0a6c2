import { type DataSpec, type ImageDataSpec, imageSetOf } from "../data/index.js";
import { countImages } from "./data-counts.js";

/** The data of a run in words: `MNIST: 100 of 60,000 training images (10 of each class), 10,000 test images`. */
export function dataText(data: DataSpec): string {
  switch (data.kind) {
    case "safetensors":
      return `tensors in ${data.path}`;
    case "tensors":
      return "tensors in memory";
    default:
      return imagesText(data);
  }
}

function imagesText(data: ImageDataSpec): string {
  const { trained, training, test } = countImages(data);
  const each = data.perClass === undefined ? "" : ` (${data.perClass} of each class)`;
  const used =
    trained === training
      ? numberText(training)
      : `${numberText(trained)} of ${numberText(training)}`;
  return `${imageSetOf(data).title}: ${used} training images${each}, ${numberText(test)} test images`;
}

function numberText(value: number): string {
  return value.toLocaleString("en-US");
}
