import type { z } from "zod";
import { flag, kind, real, strict } from "../../check/fields.js";
import type { Immutable } from "../../check.js";
import { type LayerFit, layerName } from "../layer-rule.js";
import type { Shape } from "../shape.js";

export const layerNormSchema = strict(
  {
    kind: kind("layerNorm"),
    name: layerName,
    eps: real({ above: 0 }).default(1e-5).describe("Added to the variance; default 1e-5."),
    affine: flag()
      .default(true)
      .describe("Whether a scale and a shift of every number are trained; default true."),
  },
  "a layer",
).meta({
  title: "Layer normalization",
  description:
    "Over all numbers of a sample. An image's scale and shift have three dimensions and so count as kernels; " +
    "the shift begins at 0, which a transform such as layca refuses: affine false there.",
});

export type LayerNormSpec = Immutable<z.output<typeof layerNormSchema>>;

const shift = { field: "affine", value: "true, which adds a shift that begins at 0" };

/** Normalizes each sample; the shape stays. */
export function fitLayerNorm(layer: LayerNormSpec, input: Shape): LayerFit {
  const affine = [
    { name: "weight", shape: input },
    { name: "bias", shape: input, ...(input.length > 1 && { zeroBy: shift }) },
  ];
  return { output: input, parameters: layer.affine ? affine : [], buffers: [] };
}
