import type { InputSpec } from "./input-schema.js";

/** A sample's shape, without the batch: [features] or [channels, height, width]. */
export type Shape = readonly number[];

/** No dimension may be larger: libtorch's own kernels count in 32 bits in places. */
export const largestDimension = 2 ** 31 - 1;

/** The shape of one sample of a network's input. */
export function inputShape(input: InputSpec): Shape {
  switch (input.kind) {
    case "vector":
      return [input.features];
    case "image":
      return [input.channels, input.height, input.width];
  }
}

/** An input whose samples have this shape. */
export function inputOf(shape: Shape): InputSpec {
  const [first = 0, height, width] = shape;
  return height === undefined || width === undefined
    ? { kind: "vector", features: first }
    : { kind: "image", channels: first, height, width };
}

/** `[N, 1, 28, 28]`: a batch of N samples. */
export function batchText(shape: Shape): string {
  return `[${["N", ...shape].join(", ")}]`;
}

/** How many numbers a tensor of this shape holds; 1 for a scalar. */
export function elementCount(shape: Shape): number {
  return shape.reduce((product, size) => product * size, 1);
}
