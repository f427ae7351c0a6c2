import { engine } from "../../../lib/native.js";
import type { Nested, Samples } from "./reference-data.js";

/** Samples whose values and classes are drawn by the engine's own permutations: the same at every run. */
export function drawnSamples(count: number, features: number, classes: number): Samples {
  const order = engine().permutation(3, "augment", 0, count * features);
  const value = (index: number) => 2 * ((order[index] ?? Number.NaN) / (count * features)) - 1;
  return {
    inputs: Array.from({ length: count }, (_, row) =>
      Array.from({ length: features }, (_, column) => value(row * features + column)),
    ),
    targets: Array.from({ length: count }, (_, row) => row % classes),
  };
}

/** The same as images. */
export function drawnImages(
  count: number,
  [channels, height, width]: readonly [number, number, number],
  classes: number,
): Samples {
  const { inputs, targets } = drawnSamples(count, channels * height * width, classes);
  const rows = (values: Nested, length: number): Nested[] => {
    const flat = values as readonly Nested[];
    return Array.from({ length: flat.length / length }, (_, row) =>
      flat.slice(row * length, (row + 1) * length),
    );
  };
  return { inputs: inputs.map((image) => rows(rows(image, width), height)), targets };
}
