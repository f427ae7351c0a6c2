import type { z } from "zod";
import { kind, kinds, oneOf, strict, text } from "../check/fields.js";
import type { Immutable } from "../check.js";
import { imageSetFields, normalizeSchema, selectionFields } from "./fields.js";

export const mnistSchema = strict({ kind: kind("mnist"), ...imageSetFields }, "data").meta({
  title: "MNIST",
  description: "28 × 28 grey images of 10 digits, as IDX files.",
});

export const cifar10Schema = strict({ kind: kind("cifar10"), ...imageSetFields }, "data").meta({
  title: "CIFAR-10",
  description:
    "32 × 32 colour images in 10 classes, in the binary version: data_batch_1.bin to data_batch_5.bin and test_batch.bin.",
});

export const cifar100Schema = strict(
  {
    kind: kind("cifar100"),
    ...imageSetFields,
    labels: oneOf(["fine", "coarse"])
      .default("fine")
      .describe("fine (100 classes, default) or coarse (20 superclasses)."),
  },
  "data",
).meta({
  title: "CIFAR-100",
  description: "32 × 32 colour images, in the binary version: train.bin and test.bin.",
});

export const tinyImageNetSchema = strict(
  { kind: kind("tinyImageNet"), ...imageSetFields },
  "data",
).meta({
  title: "Tiny ImageNet",
  description:
    "64 × 64 colour images as folders of JPEG files, decoded once into layca's cache. The lines of wnids.txt give the " +
    "class numbers. The images of val/ are the test set, since those of test/ have no labels.",
});

export const imageFolderSchema = strict(
  {
    kind: kind("imageFolder"),
    root: text("a folder").describe(
      "A folder with train/ and optionally test/, each with a folder for every class; or a folder of such class " +
        "folders, which are the training set. Classes and files are taken in the order of their names.",
    ),
    ...selectionFields,
  },
  "data",
).meta({
  title: "Image folder",
  description:
    "A set of one's own: class/name.png, .jpg, .jpeg, .webp, .tif or .tiff, all of one size, decoded once into layca's " +
    "cache. A network of 1 channel sees them grey, one of 3 channels in colour.",
});

export const safetensorsSchema = strict(
  {
    kind: kind("safetensors"),
    path: text("a file").describe("The file."),
    normalize: normalizeSchema
      .default("none")
      .describe("Mean and deviation taken off: none (default), scalar or channel."),
  },
  "data",
).meta({
  title: "Safetensors",
  description:
    "Tensors train.inputs [N, …] (float32, float64 or uint8) and train.targets [N] (int64; for mse float32 or float64, " +
    "[N, outputs]), and optionally " +
    "validation.inputs, validation.targets, test.inputs and test.targets.",
});

export const tensorsSchema = strict(
  {
    kind: kind("tensors"),
    sha256: text("the hash that datasets.tensors gives")
      .regex(/^[0-9a-f]{64}$/)
      .describe("Hash of the tensors' names, dtypes, shapes and values."),
    normalize: normalizeSchema
      .default("none")
      .describe("Mean and deviation taken off: none (default), scalar or channel."),
  },
  "data",
).meta({
  title: "Tensors",
  description:
    "Tensors of the process that trains, given to datasets.tensors in TypeScript: a run file cannot name others.",
});

const imageSchemas = [
  mnistSchema,
  cifar10Schema,
  cifar100Schema,
  tinyImageNetSchema,
  imageFolderSchema,
] as const;

export const dataSchema = kinds([...imageSchemas, safetensorsSchema, tensorsSchema], {
  what: "data",
});

/** A data set with its defaults filled in. */
export type DataSpec = Immutable<z.output<typeof dataSchema>>;

/** A data set as a user writes it. */
export type DataSpecInput = Immutable<z.input<typeof dataSchema>>;

/** A set of labelled images. */
export type ImageDataSpec = Immutable<z.output<(typeof imageSchemas)[number]>>;

/** The set of 28 × 28 digits. */
export type MnistSpec = Extract<DataSpec, { kind: "mnist" }>;

/** Tensors in memory. */
export type TensorsSpec = Extract<DataSpec, { kind: "tensors" }>;

/** Tensors in a file. */
export type SafetensorsSpec = Extract<DataSpec, { kind: "safetensors" }>;
