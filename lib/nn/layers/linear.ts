import type { z } from "zod";
import { flag, kind, size, strict } from "../../check/fields.js";
import type { Immutable } from "../../check.js";
import { initializerSchema, zeroByInit } from "../initializer.js";
import { type LayerFit, type LayerMisfit, layerName } from "../layer-rule.js";
import type { Shape } from "../shape.js";

export const linearSchema = strict(
  {
    kind: kind("linear"),
    name: layerName,
    outFeatures: size().describe("Features a sample has after the layer."),
    bias: flag().default(true).describe("Whether a bias is added; default true."),
    init: initializerSchema,
  },
  "a layer",
).meta({
  title: "Linear",
  description: "y = x Wᵀ + b on [N, features], W of shape [outFeatures, features].",
});

export type LinearSpec = Immutable<z.output<typeof linearSchema>>;

/** y = x Wᵀ + b: [N, features] → [N, outFeatures]. */
export function fitLinear(layer: LinearSpec, input: Shape): LayerFit | LayerMisfit {
  const [features] = input;
  if (features === undefined || input.length !== 1) {
    return { takes: "[N, features]", advice: "flatten it first" };
  }
  const weight = {
    name: "weight",
    shape: [layer.outFeatures, features],
    ...zeroByInit(layer.init),
  };
  const bias = { name: "bias", shape: [layer.outFeatures] };
  return {
    output: [layer.outFeatures],
    parameters: layer.bias ? [weight, bias] : [weight],
    buffers: [],
  };
}
