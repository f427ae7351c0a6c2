import { expect } from "vitest";

/** A large tensor as the reference writes it: [largest, norm, projection, one element, another]. */
export type Digest = readonly [number, number, number, number, number];

/** The digest of a tensor's values, as scripts/reference/digest.py takes it. */
export function digestOf(values: Float64Array): Digest {
  let largest = 0;
  let square = 0;
  let projection = 0;
  // Counted: an iterator takes seconds for the largest networks.
  for (let index = 0; index < values.length; index++) {
    const value = values[index] ?? Number.NaN;
    largest = Math.max(largest, Math.abs(value));
    square += value * value;
    projection += value * (hashed(index) / 2 ** 31 - 1);
  }
  const element = (index: number) => values[index] ?? Number.NaN;
  const third = element(Math.floor(values.length / 3));
  return [largest, Math.sqrt(square), projection, third, element(values.length - 1)];
}

/**
 * Expects a tensor that is within `tolerance` times `scale` in every element, `scale` by default its largest:
 * errors of n elements, of either sign, add up to √n of one in the norm and in the projection.
 */
export function expectDigest(
  values: Float64Array,
  expected: Digest | undefined,
  tolerance: number,
  what: string,
  scale = 0,
): void {
  if (expected === undefined) throw new Error(`${what}: the reference has no such tensor`);
  const actual = digestOf(values);
  const bound = tolerance * Math.max(scale, expected[0]);
  for (const [index, name] of ["largest", "norm", "projection", "third", "last"].entries()) {
    const many = name === "norm" || name === "projection" ? Math.sqrt(values.length) : 1;
    const beyond = Math.abs((actual[index] ?? Number.NaN) - (expected[index] ?? Number.NaN));
    expect(beyond, `${what}: deviation of ${name}, scale ${scale}`).toBeLessThanOrEqual(
      bound * many,
    );
  }
}

/** The samples of scripts/reference/drawing.py: values in the order [N, …], and classes. */
export function formulaSamples(first: number, count: number, size: number, classes: number) {
  const inputs = Float64Array.from(
    { length: count * size },
    (_, index) => ((hashed(first * size + index) >>> 24) - 128) / 64,
  );
  const targets = BigInt64Array.from({ length: count }, (_, index) =>
    BigInt(hashed(2 ** 31 + first + index) % classes),
  );
  return { inputs, targets };
}

/** 32 bits that depend on all of x's. */
function hashed(x: number): number {
  let bits = x;
  bits = Math.imul(bits ^ (bits >>> 16), 0x7feb352d);
  bits = Math.imul(bits ^ (bits >>> 15), 0x846ca68b);
  return (bits ^ (bits >>> 16)) >>> 0;
}
