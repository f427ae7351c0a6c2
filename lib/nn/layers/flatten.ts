import { kind, strict } from "../../check/fields.js";
import { type LayerFit, type LayerMisfit, layerName } from "../layer-rule.js";
import { elementCount, largestDimension, type Shape } from "../shape.js";

export const flattenSchema = strict({ kind: kind("flatten"), name: layerName }, "a layer").meta({
  title: "Flatten",
  description: "[N, C, H, W] → [N, C·H·W].",
});

/** [N, C, H, W] → [N, C·H·W]; a vector stays as it is, as in PyTorch. */
export function fitFlatten(input: Shape): LayerFit | LayerMisfit {
  const features = elementCount(input);
  if (features > largestDimension) return { takes: `at most ${largestDimension} numbers a sample` };
  return { output: [features], parameters: [], buffers: [] };
}
