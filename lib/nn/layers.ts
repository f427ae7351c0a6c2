import type { z } from "zod";
import { kinds } from "../check/fields.js";
import type { Immutable } from "../check.js";
import { type LayerFit, type LayerMisfit, unchanged } from "./layer-rule.js";
import { avgPool2dSchema } from "./layers/avg-pool2d.js";
import { batchNormSchema, fitBatchNorm } from "./layers/batch-norm.js";
import { conv2dSchema, fitConv2d } from "./layers/conv2d.js";
import { dropoutSchema } from "./layers/dropout.js";
import { fitFlatten, flattenSchema } from "./layers/flatten.js";
import { geluSchema } from "./layers/gelu.js";
import { fitGlobalAvgPool, globalAvgPoolSchema } from "./layers/global-avg-pool.js";
import { fitGroupNorm, groupNormSchema } from "./layers/group-norm.js";
import { fitLayerNorm, layerNormSchema } from "./layers/layer-norm.js";
import { leakyReluSchema } from "./layers/leaky-relu.js";
import { fitLinear, linearSchema } from "./layers/linear.js";
import { maxPool2dSchema } from "./layers/max-pool2d.js";
import { reluSchema } from "./layers/relu.js";
import { type ResidualSpec, type ResidualSpecInput, residualSchema } from "./layers/residual.js";
import { sigmoidSchema } from "./layers/sigmoid.js";
import { tanhSchema } from "./layers/tanh.js";
import type { Shape } from "./shape.js";
import { fitPool } from "./window.js";

/** Every kind but residual: a new one is a file in `layers/`, a line here and a case in `fitLayer`. */
const plainSchemas = [
  linearSchema,
  conv2dSchema,
  batchNormSchema,
  layerNormSchema,
  groupNormSchema,
  reluSchema,
  leakyReluSchema,
  geluSchema,
  sigmoidSchema,
  tanhSchema,
  dropoutSchema,
  maxPool2dSchema,
  avgPool2dSchema,
  globalAvgPoolSchema,
  flattenSchema,
] as const;

type PlainSchema = (typeof plainSchemas)[number];

/** A layer that holds no other layers. */
export type PlainLayerSpec = Immutable<z.output<PlainSchema>>;

/** A layer with its defaults filled in. */
export type LayerSpec = PlainLayerSpec | ResidualSpec<LayerSpec>;

/** A layer as a user writes it. */
export type LayerSpecInput = Immutable<z.input<PlainSchema>> | ResidualSpecInput<LayerSpecInput>;

/** What a layer of a kind takes beside `kind` and the fields named, which the builder's methods take by position. */
export type LayerOptions<Kind extends PlainLayerSpec["kind"], Named extends string = never> = Omit<
  Extract<LayerSpecInput, { readonly kind: Kind }>,
  "kind" | Named
>;

export const layerSchema: z.ZodType<LayerSpec, LayerSpecInput> = kinds(
  [...plainSchemas, residualSchema((): z.ZodType<LayerSpec, LayerSpecInput> => layerSchema)],
  { what: "a layer" },
);

/**
 * The layer's output, parameters and buffers for an input of this shape, or why it cannot take it.
 */
export function fitLayer(layer: PlainLayerSpec, input: Shape): LayerFit | LayerMisfit {
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
    case "leakyRelu":
    case "gelu":
    case "sigmoid":
    case "tanh":
    case "dropout":
      return unchanged(input);
    case "flatten":
      return fitFlatten(input);
    case "batchNorm":
      return fitBatchNorm(layer, input);
    case "layerNorm":
      return fitLayerNorm(layer, input);
    case "groupNorm":
      return fitGroupNorm(layer, input);
  }
}
