import type { z } from "zod";
import { flag, kind, size, strict } from "../../check/fields.js";
import type { Immutable } from "../../check.js";
import { initializerSchema, zeroByInit } from "../initializer.js";
import { type LayerFit, type LayerMisfit, layerName } from "../layer-rule.js";
import type { Shape } from "../shape.js";
import { paddingSchema, slide } from "../window.js";

export const conv2dSchema = strict(
  {
    kind: kind("conv2d"),
    name: layerName,
    outChannels: size().describe("Channels an image has after the layer."),
    kernelSize: size().describe("Height and width of the kernels."),
    stride: size().default(1).describe("Pixels between places of the kernel; default 1."),
    padding: paddingSchema,
    dilation: size().default(1).describe("Pixels between taps of the kernel; default 1."),
    groups: size()
      .default(1)
      .describe("Groups of channels that are convolved by themselves; default 1."),
    bias: flag().default(true).describe("Whether a bias is added; default true."),
    init: initializerSchema,
  },
  "a layer",
)
  .superRefine(({ groups, outChannels }, context) => {
    if (outChannels % groups === 0) return;
    context.addIssue({
      code: "custom",
      path: ["groups"],
      message: `expected a divisor of outChannels ${outChannels} but received ${groups}`,
    });
  })
  .meta({
    title: "Convolution",
    description:
      "Square kernels of shape [outChannels, channels / groups, kernelSize, kernelSize] on [N, channels, height, width].",
  });

export type Conv2dSpec = Immutable<z.output<typeof conv2dSchema>>;

/** [N, C, H, W] → [N, outChannels, H′, W′], H′ = ⌊(H + 2·padding − dilation·(kernelSize − 1) − 1) / stride⌋ + 1. */
export function fitConv2d(layer: Conv2dSpec, input: Shape): LayerFit | LayerMisfit {
  const places = slide(layer, input);
  if ("takes" in places) return places;
  const [channels = 0] = input;
  if (channels % layer.groups !== 0) {
    return {
      takes: `[N, channels, height, width], channels a multiple of groups ${layer.groups},`,
    };
  }
  const { outChannels, kernelSize } = layer;
  const weight = {
    name: "weight",
    shape: [outChannels, channels / layer.groups, kernelSize, kernelSize],
    ...zeroByInit(layer.init),
  };
  const bias = { name: "bias", shape: [outChannels] };
  return {
    output: [outChannels, ...places],
    parameters: layer.bias ? [weight, bias] : [weight],
    buffers: [],
  };
}
