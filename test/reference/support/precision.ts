import { expect } from "vitest";

/** What a run computes in. */
export type Precision = "float64" | "float32";

export const PRECISIONS: readonly Precision[] = ["float64", "float32"];

/** Unit roundoff: the largest relative error of one rounding. */
export const UNIT: Readonly<Record<Precision, number>> = {
  float64: 2 ** -53,
  float32: 2 ** -24,
};

/**
 * How far from the reference a float32 result may be, relative to its scale: the case's amplification times the
 * unit roundoff, times 16. The amplification is measured in float64 by disturbing every intermediate value once
 * by the unit roundoff (scripts/reference/sensitivity.py), six draws of it; the engine rounds several times a
 * value (a product and a sum a term, the softmax's exponentials), and 16 covers that and the unlucky draw.
 */
export function float32Tolerance(amplification: number): number {
  return 16 * amplification * UNIT.float32;
}

/** Expects numbers to agree to `tolerance` times `scale`, by default the largest of `expected`. */
export function expectClose(
  actual: readonly number[],
  expected: readonly number[],
  tolerance: number,
  what: string,
  scale = largest(expected),
): void {
  expect(actual.length, `${what}: how many numbers`).toBe(expected.length);
  const deviations = actual.map((value, index) => value - (expected[index] ?? Number.NaN));
  // NaN must not pass: it is neither within nor beyond a bound.
  const worst = deviations.some(Number.isNaN) ? Number.POSITIVE_INFINITY : largest(deviations);
  expect(worst, `${what}: largest deviation, scale ${scale}`).toBeLessThanOrEqual(
    tolerance * scale,
  );
}

function largest(values: readonly number[]): number {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}
