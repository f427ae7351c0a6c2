import { kind, strict } from "../../check/fields.js";
import { type LayerFit, type LayerMisfit, layerName } from "../layer-rule.js";
import type { Shape } from "../shape.js";

export const globalAvgPoolSchema = strict(
  { kind: kind("globalAvgPool"), name: layerName },
  "a layer",
).meta({
  title: "Global average pooling",
  description: "The mean of each channel: [N, C, H, W] → [N, C].",
});

/** [N, C, H, W] → [N, C]. */
export function fitGlobalAvgPool(input: Shape): LayerFit | LayerMisfit {
  if (input.length !== 3) return { takes: "[N, channels, height, width]" };
  return { output: input.slice(0, 1), parameters: [], buffers: [] };
}
