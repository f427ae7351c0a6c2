/** Vectors in float64, as the tests measure with them. */
export type Vector = readonly number[];

export function dot(a: Vector, b: Vector): number {
  return a.reduce((sum, x, index) => sum + x * (b[index] ?? Number.NaN), 0);
}

/** Scaled by the largest element, so that squares neither overflow nor vanish. */
export function norm(a: Vector): number {
  const largest = maximum(a);
  if (largest === 0) return 0;
  return largest * Math.sqrt(a.reduce((sum, x) => sum + (x / largest) ** 2, 0));
}

export function maximum(a: Vector): number {
  return a.reduce((largest, x) => Math.max(largest, Math.abs(x)), 0);
}

/** x·a + y·b */
export function combine(x: number, a: Vector, y: number, b: Vector): number[] {
  return a.map((value, index) => x * value + y * (b[index] ?? Number.NaN));
}

export function scaled(a: Vector, factor: number): number[] {
  return a.map((value) => value * factor);
}

/** The part of s across w, of unit vectors' sizes: s − ⟨s,ŵ⟩ŵ, twice, so that rounding leaves no part along w. */
export function across(s: Vector, w: Vector): number[] {
  const unit = scaled(w, 1 / norm(w));
  const once = combine(1, s, -dot(s, unit), unit);
  return combine(1, once, -dot(once, unit), unit);
}

/** sin of the angle between a and b. */
export function sine(a: Vector, b: Vector): number {
  return norm(across(a, b)) / norm(a);
}

/** The angle between a and b in radians, exact for small ones too. */
export function angle(a: Vector, b: Vector): number {
  const difference = combine(1 / norm(a), a, -1 / norm(b), b);
  return 2 * Math.asin(Math.min(1, norm(difference) / 2));
}
