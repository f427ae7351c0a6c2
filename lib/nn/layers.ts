import type { z } from "zod";
import { kinds } from "../check/fields.js";
import type { Immutable } from "../check.js";
import { type LayerFit, type LayerMisfit, unchanged } from "./layer-rule.js";
import { batchNormSchema, fitBatchNorm } from "./layers/batch-norm.js";
import { fitFlatten, flattenSchema } from "./layers/flatten.js";
import { fitLinear, linearSchema } from "./layers/linear.js";
import { reluSchema } from "./layers/relu.js";
import type { Shape } from "./shape.js";

/** Every layer kind: a new one is a file in `layers/`, a line here and a case in `fitLayer`. */
export const layerSchema = kinds([linearSchema, reluSchema, flattenSchema, batchNormSchema], {
  what: "a layer",
  later: [
    "conv2d",
    "layerNorm",
    "groupNorm",
    "leakyRelu",
    "gelu",
    "sigmoid",
    "tanh",
    "dropout",
    "maxPool2d",
    "avgPool2d",
    "globalAvgPool",
    "residual",
  ],
});

/** A layer with its defaults filled in. */
export type LayerSpec = Immutable<z.output<typeof layerSchema>>;

/** A layer as a user writes it. */
export type LayerSpecInput = Immutable<z.input<typeof layerSchema>>;

/**
 * The layer's output, parameters and buffers for an input of this shape, or why it cannot take it.
 */
export function fitLayer(layer: LayerSpec, input: Shape): LayerFit | LayerMisfit {
  switch (layer.kind) {
    case "linear":
      return fitLinear(layer, input);
    case "relu":
      return unchanged(input);
    case "flatten":
      return fitFlatten(input);
    case "batchNorm":
      return fitBatchNorm(layer, input);
  }
}
