import type { z } from "zod";
import { checkInput, type Immutable } from "../check.js";
import {
  cifar10Schema,
  cifar100Schema,
  type DataSpec,
  imageFolderSchema,
  mnistSchema,
  safetensorsSchema,
  tinyImageNetSchema,
} from "./data-schema.js";
import { tensorsInMemory } from "./tensors-in-memory.js";

type Options<Schema extends z.ZodType> = Immutable<Omit<z.input<Schema>, "kind">>;

/** A data set of one kind, with its defaults filled in. */
export type DataSpecOf<Kind extends DataSpec["kind"]> = Extract<DataSpec, { kind: Kind }>;

/** Options of `datasets.mnist`. */
export type MnistOptions = Options<typeof mnistSchema>;

/** Options of `datasets.cifar10`. */
export type Cifar10Options = Options<typeof cifar10Schema>;

/** Options of `datasets.cifar100`. */
export type Cifar100Options = Options<typeof cifar100Schema>;

/** Options of `datasets.tinyImageNet`. */
export type TinyImageNetOptions = Options<typeof tinyImageNetSchema>;

/** Options of `datasets.imageFolder`. */
export type ImageFolderOptions = Options<typeof imageFolderSchema>;

/** Options of `datasets.safetensors`. */
export type SafetensorsOptions = Options<typeof safetensorsSchema>;

/** Descriptions of data sets. Nothing is read before a run starts. */
export const datasets = {
  /**
   * MNIST: 28 × 28 grey images of 10 digits, 60,000 to train and 10,000 to test.
   *
   * @param options root (default: where `layca data mnist` puts it), perClass, limit, validation (a
   *   fraction or `"test"`), normalize (`scalar`), flatten (as the network's input is).
   * @throws {InputError} naming the option; files are looked at when a run starts.
   */
  mnist: (options: MnistOptions = {}): DataSpecOf<"mnist"> =>
    checkInput(mnistSchema, { ...options, kind: "mnist" }, "datasets.mnist"),

  /**
   * CIFAR-10: 32 × 32 colour images in 10 classes, 50,000 to train and 10,000 to test.
   *
   * @param options as of `mnist`.
   * @throws {InputError} naming the option.
   */
  cifar10: (options: Cifar10Options = {}): DataSpecOf<"cifar10"> =>
    checkInput(cifar10Schema, { ...options, kind: "cifar10" }, "datasets.cifar10"),

  /**
   * CIFAR-100: 32 × 32 colour images in 100 classes, 50,000 to train and 10,000 to test.
   *
   * @param options as of `mnist`; labels: `fine` (default) or `coarse` (20 superclasses).
   * @throws {InputError} naming the option.
   */
  cifar100: (options: Cifar100Options = {}): DataSpecOf<"cifar100"> =>
    checkInput(cifar100Schema, { ...options, kind: "cifar100" }, "datasets.cifar100"),

  /**
   * Tiny ImageNet: 64 × 64 colour images in 200 classes, 100,000 to train and, from its folder val,
   * 10,000 to test. Decoded once into layca's cache (1.4 GB).
   *
   * @param options as of `mnist`.
   * @throws {InputError} naming the option.
   */
  tinyImageNet: (options: TinyImageNetOptions = {}): DataSpecOf<"tinyImageNet"> =>
    checkInput(tinyImageNetSchema, { ...options, kind: "tinyImageNet" }, "datasets.tinyImageNet"),

  /**
   * A set of one's own: `root/train/<class>/<image>` and optionally `root/test/<class>/<image>`, or
   * `root/<class>/<image>`, which is the training set; all images of one size. Decoded once into
   * layca's cache.
   *
   * @param options root; the others as of `mnist`.
   * @throws {InputError} naming the option.
   */
  imageFolder: (options: ImageFolderOptions): DataSpecOf<"imageFolder"> =>
    checkInput(imageFolderSchema, { ...options, kind: "imageFolder" }, "datasets.imageFolder"),

  /**
   * Tensors in a safetensors file: `train.inputs` [N, …] (float32, float64 or uint8),
   * `train.targets` [N] (int64; for mse float32 or float64 [N, outputs]), and optionally
   * `validation.*` and `test.*`.
   *
   * @param options path; normalize (`none`).
   * @throws {InputError} naming the option.
   */
  safetensors: (options: SafetensorsOptions): DataSpecOf<"safetensors"> =>
    checkInput(safetensorsSchema, { ...options, kind: "safetensors" }, "datasets.safetensors"),

  /**
   * Tensors in memory: they are copied and known by the hash of their contents, so that a run's key
   * says what it trained on. They are held as long as the result, or a spec parsed from it.
   *
   * @example datasets.tensors({ train: { inputs, targets }, test: { inputs: more, targets: labels } })
   * @param options train, and optionally validation and test: inputs [N, …] (uint8, float32 or
   *   float64) and targets [N] (int64; for mse float32 or float64 [N, outputs]) each; normalize (`none`).
   * @throws {InputError} for other dtypes and shapes.
   */
  tensors: tensorsInMemory,
};
