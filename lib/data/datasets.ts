import type { z } from "zod";
import { checkInput, type Immutable } from "../check.js";
import {
  type MnistSpec,
  mnistSchema,
  type SafetensorsSpec,
  safetensorsSchema,
} from "./data-schema.js";

/** Options of `datasets.mnist`. */
export type MnistOptions = Immutable<Omit<z.input<typeof mnistSchema>, "kind">>;

/** Options of `datasets.safetensors`. */
export type SafetensorsOptions = Immutable<Omit<z.input<typeof safetensorsSchema>, "kind">>;

/** Descriptions of data sets. Nothing is read before a run starts. */
export const datasets = {
  /**
   * MNIST: 28 × 28 grey images of 10 digits, 60,000 to train and 10,000 to test.
   *
   * @param options root (default: where `layca data mnist` puts it), perClass, limit, validation (a
   *   fraction or `"test"`), normalize (`scalar`), flatten (as the network's input is).
   */
  mnist: (options: MnistOptions = {}): MnistSpec =>
    checkInput(mnistSchema, { ...options, kind: "mnist" }, "datasets.mnist"),

  /**
   * Tensors in a safetensors file: `train.inputs` [N, …] (float32, float64 or uint8),
   * `train.targets` [N] (int64), and optionally `validation.*` and `test.*`.
   *
   * @param options path; normalize (`none`).
   */
  safetensors: (options: SafetensorsOptions): SafetensorsSpec =>
    checkInput(safetensorsSchema, { ...options, kind: "safetensors" }, "datasets.safetensors"),
};
