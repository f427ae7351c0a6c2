import fc from "fast-check";
import { expect, test } from "vitest";
import {
  deviation,
  histogram,
  histogramMoments,
  moments,
  noMoments,
  together,
} from "../../../lib/data/statistics.js";

const bytes = fc.uint8Array({ minLength: 1, maxLength: 200 });

test("bytes: mean and population deviation", () => {
  const found = histogramMoments(histogram(new Uint8Array([0, 0, 255, 255])));
  expect(found.mean).toBe(127.5);
  expect(deviation(found)).toBe(127.5);
  expect(histogramMoments(histogram(new Uint8Array(0)))).toEqual(noMoments);
});

test("bytes: as exact for 47 million pixels as for a few", () => {
  const counts = new Float64Array(256);
  counts[1] = 2e15;
  counts[0] = 2e15;
  const found = histogramMoments(counts);
  expect(found.mean).toBe(0.5);
  expect(deviation(found)).toBe(0.5);
});

test("floats agree with bytes", () => {
  fc.assert(
    fc.property(bytes, (values) => {
      const [exact, found] = [
        histogramMoments(histogram(values)),
        moments(Float64Array.from(values)),
      ];
      expect(found.mean).toBeCloseTo(exact.mean, 10);
      expect(deviation(found)).toBeCloseTo(deviation(exact), 10);
    }),
  );
});

test("moments of parts are those of the whole", () => {
  fc.assert(
    fc.property(bytes, bytes, (a, b) => {
      const [first, second] = [Float64Array.from(a), Float64Array.from(b)];
      const whole = moments(Float64Array.from([...a, ...b]));
      const parts = together(moments(first), moments(second));
      expect(parts.count).toBe(whole.count);
      expect(parts.mean).toBeCloseTo(whole.mean, 10);
      expect(parts.squares).toBeCloseTo(whole.squares, 5);
    }),
  );
  expect(together(noMoments, moments(Float64Array.of(1, 3)))).toEqual({
    count: 2,
    mean: 2,
    squares: 2,
  });
});
