import type { NativeDataSet } from "../addon.js";
import { InputError, type InputIssue } from "../errors.js";
import { engine } from "../native.js";
import { batchText, describeNetwork, elementCount, inputShape } from "../nn/index.js";
import type { ImageDataSpec } from "./data-schema.js";
import { findImageSet } from "./find-set.js";
import type { ImageShape } from "./image-sets.js";
import { int64Tensor } from "./int64.js";
import { type LabelledImages, readLabelledImages } from "./labelled-images.js";
import { countText, type LoadedData, type LoadOptions, normalizeBy } from "./loaded-data.js";
import { type Selected, select } from "./selection.js";
import { histogramMoments } from "./statistics.js";
import { addInto, type FoundSet } from "./stored-images.js";

/** Reads a set of labelled images and chooses those to train on and to validate with: see `loadData`. */
export async function loadImages(
  data: ImageDataSpec,
  { seed, network }: LoadOptions,
): Promise<LoadedData> {
  const set = findImageSet(data, network.input);
  const ready = { train: await set.train.ready(), test: await set.test?.ready() };
  checkFit(set, ready.train.shape, network);
  const flat = network.input.kind === "vector";
  const variant = "labels" in data ? data.labels : "";
  const train = readLabelledImages(ready.train, variant, flat);
  const test = ready.test && readLabelledImages(ready.test, variant, flat);
  const files = [...train.files, ...(test?.files ?? [])];
  set.checkFiles?.(files);
  const selected = select(train.labels, set.classes, data, (purpose, index, n) =>
    engine().permutation(seed, purpose, index, n),
  );
  const validation =
    data.validation === "test"
      ? watched(data, test)
      : selected.validation && part(train, selected.validation);
  return {
    inputs: {
      train: part(train, selected.train),
      ...(validation ? { validation } : {}),
      ...(test ? { test: part(test) } : {}),
      ...normalization(data, train),
    },
    description: describe(data, set, selected, train, test),
    files,
  };
}

/** What could not be checked before the files were there. */
function checkFit(set: FoundSet, shape: ImageShape, network: LoadOptions["network"]): void {
  const issues: InputIssue[] = [];
  const flat = network.input.kind === "vector";
  const given = batchText(flat ? [elementCount(shape)] : shape);
  const taken = batchText(inputShape(network.input));
  if (given !== taken) {
    const message = `expected ${given}, which the images of ${set.folder} give, but received ${taken}`;
    issues.push({ path: "network.input", message });
  }
  const [outputs = 0] = describeNetwork(network).outputShape;
  if (outputs < set.classes) {
    const needed = `at least ${set.classes} outputs for the classes of ${set.folder}`;
    const message = `expected ${needed} but the network gives ${outputs}`;
    issues.push({ path: "network.layers", message });
  }
  if (issues.length) throw new InputError(issues);
}

function normalization({ normalize }: ImageDataSpec, { histograms }: LabelledImages) {
  if (normalize === "none") return {};
  const all = new Float64Array(256);
  for (const counts of histograms) addInto(all, counts);
  const parts = normalize === "channel" ? histograms : [all];
  return { normalize: normalizeBy(parts.map(histogramMoments)) };
}

function watched(data: ImageDataSpec, test: LabelledImages | undefined): NativeDataSet {
  if (test) return part(test);
  const message = `expected a fraction, since ${data.root} has no folder test, but received "test"`;
  throw InputError.at("data.validation", message);
}

function part({ inputs, targets }: LabelledImages, indices?: Int32Array): NativeDataSet {
  return indices ? { inputs, targets, indices: int64Tensor(indices) } : { inputs, targets };
}

function describe(
  data: ImageDataSpec,
  set: FoundSet,
  selected: Selected,
  train: LabelledImages,
  test: LabelledImages | undefined,
): string {
  const each = data.perClass === undefined ? "" : ` (${data.perClass} of each class)`;
  const seen = data.validation === "test" ? ", watched" : "";
  const parts = [
    `${countText(selected.train?.length ?? train.count, "training image")}${each}`,
    ...(selected.validation ? [countText(selected.validation.length, "validation image")] : []),
    ...(test ? [`${countText(test.count, "test image")}${seen}`] : []),
  ];
  return `${set.title}: ${parts.join(", ")}`;
}
