import type { NativeDataSet } from "../addon.js";
import { engine } from "../native.js";
import { inputShape } from "../nn/index.js";
import type { MnistSpec } from "./data-schema.js";
import { defaultDataRoot } from "./default-root.js";
import { imageSets } from "./image-sets.js";
import { int64Tensor } from "./int64.js";
import { type LabelledImages, readLabelledImages } from "./labelled-images.js";
import { countText, type LoadedData, type LoadOptions, normalizeBy } from "./loaded-data.js";
import { findMnist } from "./mnist-files.js";
import { type Selected, select } from "./selection.js";

/** Reads MNIST and chooses its training and validation images: see `loadData`. */
export function loadMnist(data: MnistSpec, { seed, network }: LoadOptions): LoadedData {
  const files = findMnist(data.root ?? defaultDataRoot());
  const set = imageSets.mnist;
  const sample = inputShape(network.input);
  const train = readLabelledImages(files.trainImages, files.trainLabels, set, sample);
  const test = readLabelledImages(files.testImages, files.testLabels, set, sample);
  const selected = select(train.labels, set.classes, data, (purpose, index, n) =>
    engine().permutation(seed, purpose, index, n),
  );
  const normalize = data.normalize === "none" ? undefined : normalizeBy([train.moments]);
  const validation =
    data.validation === "test"
      ? part(test)
      : selected.validation && part(train, selected.validation);
  return {
    inputs: {
      train: part(train, selected.train),
      ...(validation ? { validation } : {}),
      test: part(test),
      ...(normalize ? { normalize } : {}),
    },
    description: describe(data, selected, train, test),
    files: [...train.files, ...test.files],
  };
}

function part({ inputs, targets }: LabelledImages, indices?: Int32Array): NativeDataSet {
  return indices ? { inputs, targets, indices: int64Tensor(indices) } : { inputs, targets };
}

function describe(
  data: MnistSpec,
  selected: Selected,
  train: LabelledImages,
  test: LabelledImages,
): string {
  const each = data.perClass === undefined ? "" : ` (${data.perClass} of each class)`;
  const parts = [
    `${countText(selected.train?.length ?? train.count, "training image")}${each}`,
    ...(selected.validation ? [countText(selected.validation.length, "validation image")] : []),
    `${countText(test.count, "test image")}${data.validation === "test" ? ", watched" : ""}`,
  ];
  return `${imageSets.mnist.title}: ${parts.join(", ")}`;
}
