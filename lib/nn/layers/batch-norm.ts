import type { z } from "zod";
import { flag, kind, real, strict } from "../../check/fields.js";
import type { Immutable } from "../../check.js";
import { type LayerFit, layerName } from "../layer-rule.js";
import type { Shape } from "../shape.js";

export const batchNormSchema = strict(
  {
    kind: kind("batchNorm"),
    name: layerName,
    affine: flag().default(true).describe("Whether a scale and a shift are trained; default true."),
    momentum: real({ from: 0, to: 1 })
      .default(0.1)
      .describe(
        "Share of the batch's statistics in the running ones (PyTorch's sense); default 0.1.",
      ),
    eps: real({ above: 0 }).default(1e-5).describe("Added to the variance; default 1e-5."),
  },
  "a layer",
).meta({
  title: "Batch normalization",
  description: "Over the batch (and the pixels of an image), after linear or conv2d alike.",
});

export type BatchNormSpec = Immutable<z.output<typeof batchNormSchema>>;

/** Normalizes each feature of [N, F] or each channel of [N, C, H, W]; the shape stays. */
export function fitBatchNorm(layer: BatchNormSpec, input: Shape): LayerFit {
  const channels = input.slice(0, 1);
  const affine = ["weight", "bias"].map((name) => ({ name, shape: channels }));
  return {
    output: input,
    parameters: layer.affine ? affine : [],
    buffers: [
      { name: "running_mean", shape: channels },
      { name: "running_var", shape: channels },
      { name: "num_batches_tracked", shape: [] },
    ],
  };
}
