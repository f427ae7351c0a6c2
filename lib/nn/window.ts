import { z } from "zod";
import { either, integer, size } from "../check/fields.js";
import type { LayerFit, LayerMisfit } from "./layer-rule.js";
import { largestDimension, type Shape } from "./shape.js";

/** A square window that slides over an image. */
export interface Window {
  readonly kernelSize: number;
  readonly stride: number;
  readonly padding: number | "same";
  readonly dilation?: number;
}

const same = z.literal("same");

/** Padding of a convolution. */
export const paddingSchema = either(
  [integer(0, largestDimension), same],
  'an integer ≥ 0 or "same"',
)
  .default(0)
  .describe(
    'Zeros on every side: their number, or "same" (output ⌈size / stride⌉; the odd pixel of an uneven padding ' +
      "lies right and bottom); default 0.",
  );

/** The fields of a pooling window. */
export const poolFields = {
  kernelSize: size().describe("Height and width of the window."),
  stride: size().exactOptional().describe("Pixels between windows; default: kernelSize."),
  padding: either([z.literal(0), same], '0 or "same"')
    .default(0)
    .describe(
      '0 (default) or "same" (output ⌈size / stride⌉; the odd pixel of an uneven padding lies right and bottom). ' +
        "Padded pixels do not count.",
    ),
};

/** A pooling window with its stride filled in. */
export function withStride<Pool extends { kernelSize: number; stride?: number }>(pool: Pool) {
  return { ...pool, stride: pool.stride ?? pool.kernelSize };
}

/** [height, width] of a window's output, or why it cannot slide over this input. */
export function slide(window: Window, input: Shape): readonly [number, number] | LayerMisfit {
  const [, height, width] = input;
  if (height === undefined || width === undefined) return { takes: "[N, channels, height, width]" };
  const output = [placesOn(window, height), placesOn(window, width)] as const;
  if (Math.min(...output) < 1) {
    const padded = window.padding === "same" ? 0 : 2 * window.padding;
    const least = reach(window) - padded;
    return { takes: `images of at least ${least} × ${least} pixels` };
  }
  if (Math.max(...output) > largestDimension) {
    return { takes: `images that it makes at most ${largestDimension} pixels high and wide` };
  }
  return output;
}

/** Pixels that the window spans. */
function reach({ kernelSize, dilation = 1 }: Window): number {
  return dilation * (kernelSize - 1) + 1;
}

function placesOn(window: Window, pixels: number): number {
  if (window.padding === "same") return Math.ceil(pixels / window.stride);
  return Math.floor((pixels + 2 * window.padding - reach(window)) / window.stride) + 1;
}

/** [N, C, H, W] → [N, C, H′, W′]. */
export function fitPool(window: Window, input: Shape): LayerFit | LayerMisfit {
  const places = slide(window, input);
  if ("takes" in places) return places;
  return { output: [...input.slice(0, 1), ...places], parameters: [], buffers: [] };
}
