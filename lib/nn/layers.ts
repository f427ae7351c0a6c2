import type { z } from "zod";
import { kinds } from "../check/fields.js";
import type { Immutable } from "../check.js";
import { type LayerFit, type LayerMisfit, unchanged } from "./layer-rule.js";
import { avgPool2dSchema } from "./layers/avg-pool2d.js";
import { batchNormSchema, fitBatchNorm } from "./layers/batch-norm.js";
import { conv2dSchema, fitConv2d } from "./layers/conv2d.js";
import { fitFlatten, flattenSchema } from "./layers/flatten.js";
import { fitGlobalAvgPool, globalAvgPoolSchema } from "./layers/global-avg-pool.js";
import { fitLinear, linearSchema } from "./layers/linear.js";
import { maxPool2dSchema } from "./layers/max-pool2d.js";
import { reluSchema } from "./layers/relu.js";
import type { Shape } from "./shape.js";
import { fitPool } from "./window.js";

/** Every layer kind: a new one is a file in `layers/`, a line here and a case in `fitLayer`. */
export const layerSchema = kinds(
  [
    linearSchema,
    conv2dSchema,
    batchNormSchema,
    reluSchema,
    maxPool2dSchema,
    avgPool2dSchema,
    globalAvgPoolSchema,
    flattenSchema,
  ],
  {
    what: "a layer",
    later: [
      "layerNorm",
      "groupNorm",
      "leakyRelu",
      "gelu",
      "sigmoid",
      "tanh",
      "dropout",
      "residual",
    ],
  },
);

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
    case "conv2d":
      return fitConv2d(layer, input);
    case "maxPool2d":
    case "avgPool2d":
      return fitPool(layer, input);
    case "globalAvgPool":
      return fitGlobalAvgPool(input);
    case "relu":
      return unchanged(input);
    case "flatten":
      return fitFlatten(input);
    case "batchNorm":
      return fitBatchNorm(layer, input);
  }
}
