import { expect, test } from "vitest";
import { firstNonFinite } from "../../../lib/check/finite.js";

test.each([
  [new Float32Array([0, -1, 3e38]), -1],
  [new Float32Array([0, Number.NaN, Number.NaN]), 1],
  [new Float64Array([1, 2, Number.NEGATIVE_INFINITY]), 2],
  [new Float64Array([1.7e308, 1.7e308]), -1],
  [new Float64Array([]), -1],
  [new Uint8Array([255]), -1],
])("%o: %i", (values, index) => {
  expect(firstNonFinite(values)).toBe(index);
});
