import type { z } from "zod";
import { flag, kind, real, size, strict } from "../../check/fields.js";
import type { Immutable } from "../../check.js";
import { type LayerFit, type LayerMisfit, layerName } from "../layer-rule.js";
import type { Shape } from "../shape.js";

export const groupNormSchema = strict(
  {
    kind: kind("groupNorm"),
    name: layerName,
    numGroups: size().describe("Groups that the channels (a vector's features) are divided into."),
    eps: real({ above: 0 }).default(1e-5).describe("Added to the variance; default 1e-5."),
    affine: flag()
      .default(true)
      .describe("Whether a scale and a shift of each channel are trained; default true."),
  },
  "a layer",
).meta({
  title: "Group normalization",
  description: "Over the pixels of a group of channels, in each sample by itself.",
});

export type GroupNormSpec = Immutable<z.output<typeof groupNormSchema>>;

/** Normalizes each group of [N, C] or [N, C, H, W]; the shape stays. */
export function fitGroupNorm(layer: GroupNormSpec, input: Shape): LayerFit | LayerMisfit {
  const [channels = 0] = input;
  if (channels % layer.numGroups !== 0) {
    return { takes: `channels that are a multiple of numGroups ${layer.numGroups}` };
  }
  const affine = ["weight", "bias"].map((name) => ({ name, shape: [channels] }));
  return { output: input, parameters: layer.affine ? affine : [], buffers: [] };
}
