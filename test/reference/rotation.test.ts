import { describe, expect, it } from "vitest";
import { engine } from "../../lib/native.js";
import { tensor } from "./support/engine-run.js";
import { PRECISIONS, UNIT } from "./support/precision.js";
import { reference } from "./support/reference-data.js";

const { long, ...stored } = reference("rotation");

/** Nine digits give a float32 back, which is then exact in both precisions. */
const cases = stored.cases.map(({ from, to, ...rest }) => ({
  ...rest,
  from: from.map(Math.fround),
  to: to.map(Math.fround),
}));

/**
 * What float64 accumulators can promise for float32 or float64 data: norms and the difference's norm to some
 * roundings each. An error of u‖w‖ in Δ = ‖w‖ − ‖w₀‖ or in a normalized vector moves ‖d‖² − Δ² by 2‖d‖u‖w‖,
 * so the distance errs by about u‖d‖(1/‖w‖ + 1/‖w₀‖), and by u of itself. A float64 1 − cos errs by u whatever
 * the angle, and fails the first cases; a float32 one fails most of them.
 */
function tolerance(from: readonly number[], to: readonly number[], distance: number): number {
  const norm = (values: readonly number[]) => Math.hypot(...values);
  const difference = norm(to.map((value, index) => value - (from[index] ?? Number.NaN)));
  return 8 * UNIT.float64 * (difference * (1 / norm(from) + 1 / norm(to)) + distance);
}

describe.each(PRECISIONS)("the cosine distance of %s tensors", (precision) => {
  it.each(cases)("$name", ({ from, to, distance }) => {
    const a = tensor(from, [from.length], precision);
    const b = tensor(to, [to.length], precision);
    for (const actual of [engine().cosineDistance(a, b), engine().cosineDistance(b, a)]) {
      expect(Math.abs(actual - distance)).toBeLessThanOrEqual(tolerance(from, to, distance));
      expect(actual).toBeGreaterThanOrEqual(0);
    }
  });

  it("100,000 weights each moved by up to 2⁻¹³", () => {
    const { length, modulus, factor, distance } = long;
    let state = 1;
    const drawn = Array.from({ length: 2 * length }, () => {
      // Below 2⁵³: exact.
      state = (state * factor) % modulus;
      return Math.fround(state / modulus - 0.5);
    });
    const from = drawn.slice(0, length);
    const to = from.map((value, index) =>
      Math.fround(value + (drawn[length + index] ?? Number.NaN) / 4096),
    );
    const actual = engine().cosineDistance(
      tensor(from, [length], precision),
      tensor(to, [length], precision),
    );
    // Blocked or pairwise sums of 10⁵ terms: tens of roundings, not 10⁵ of them.
    expect(Math.abs(actual / distance - 1)).toBeLessThanOrEqual(1e-10);
  });
});
