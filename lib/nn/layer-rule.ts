import { text } from "../check/fields.js";
import type { Shape } from "./shape.js";

/** By what of its layer a parameter begins at 0. */
export interface ZeroBy {
  /** The layer's field: `init`. */
  readonly field: string;
  /** The field's value, in messages: `"zeros"`. */
  readonly value: string;
}

/** A parameter or buffer of a layer, by its name within the layer. */
export interface LayerTensor {
  /** `weight`, `bias`, `running_mean`. */
  readonly name: string;
  /** PyTorch's shape: a linear layer's weight is [outFeatures, inFeatures]. */
  readonly shape: Shape;
  /** Of a kernel that begins at 0. */
  readonly zeroBy?: ZeroBy;
}

/** What a layer becomes on an input that fits. */
export interface LayerFit {
  readonly output: Shape;
  readonly parameters: readonly LayerTensor[];
  readonly buffers: readonly LayerTensor[];
}

/** Why a layer cannot take an input. */
export interface LayerMisfit {
  /** `[N, features]`. */
  readonly takes: string;
  /** What would mend it, if something plain does: `flatten it first`. */
  readonly advice?: string;
}

/** A layer without parameters whose output has the shape of its input. */
export function unchanged(input: Shape): LayerFit {
  return { output: input, parameters: [], buffers: [] };
}

/** The `name` that any layer may have. */
export const layerName = text("a name of at most 200 characters without dots")
  .max(200)
  .regex(/^[^.\p{Cc}]+$/u)
  .exactOptional()
  .describe("The layer's name, without dots; default: its index in its list.");
