import { expect, it } from "vitest";
import { meansByX } from "../../../lib/report/measured-points.js";

it("means the repetitions of each label", () => {
  const [first, second] = meansByX([
    { x: 0, seed: 0, value: 0.7 },
    { x: 1, seed: 0, value: 0.5 },
    { x: 0, seed: 1, value: 0.8 },
  ]);
  expect(first?.mean).toBeCloseTo(0.75, 12);
  expect(second).toEqual({ x: 1, mean: 0.5 });
});
