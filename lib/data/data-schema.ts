import type { z } from "zod";
import { kind, kinds, strict, text } from "../check/fields.js";
import type { Immutable } from "../check.js";
import { imageSetFields, normalizeSchema } from "./fields.js";

export const mnistSchema = strict({ kind: kind("mnist"), ...imageSetFields }, "data").meta({
  title: "MNIST",
  description: "28 × 28 grey images of 10 digits, as IDX files.",
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
    "Tensors train.inputs [N, …] (float32, float64 or uint8) and train.targets [N] (int64), and optionally " +
    "validation.inputs, validation.targets, test.inputs and test.targets.",
});

export const dataSchema = kinds([mnistSchema, safetensorsSchema], {
  what: "data",
  later: ["cifar10", "cifar100", "tinyImageNet"],
});

/** A data set with its defaults filled in. */
export type DataSpec = Immutable<z.output<typeof dataSchema>>;

/** A data set as a user writes it. */
export type DataSpecInput = Immutable<z.input<typeof dataSchema>>;

/** The set of 28 × 28 digits. */
export type MnistSpec = Extract<DataSpec, { kind: "mnist" }>;

/** Tensors in a file. */
export type SafetensorsSpec = Extract<DataSpec, { kind: "safetensors" }>;
