import fc from "fast-check";
import type { PlainParameter } from "./plain-optimizer.js";
import type { Precision } from "./precision.js";

/** What a property is tried on: everything else is drawn from `seed`. */
export interface Trial {
  readonly seed: number;
  readonly rows: number;
  readonly columns: number;
}

/** Kernels of 8 to 600 elements: less than a vector, with and without a tail, more than one vector. */
export const trials: fc.Arbitrary<Trial> = fc.record({
  seed: fc.integer({ min: 1, max: 2 ** 31 - 1 }),
  rows: fc.integer({ min: 2, max: 12 }),
  columns: fc.integer({ min: 4, max: 50 }),
});

/** Random numbers of a seed (mulberry32 of Tommy Ettinger), in the precision asked for. */
export class Draws {
  #state: number;

  constructor(
    seed: number,
    readonly precision: Precision,
  ) {
    this.#state = seed;
  }

  /** In [0, 1). */
  uniform(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** An integer from 0 to below `count`. */
  below(count: number): number {
    return Math.floor(this.uniform() * count);
  }

  /** Of either sign, like a bell of deviation near `scale` with a hole at zero; as stored. */
  values(count: number, scale = 1): number[] {
    const drawn = Array.from({ length: count }, () => {
      const bell = 2 * (this.uniform() + this.uniform() + this.uniform()) - 3;
      return (bell + (bell < 0 ? -1 : 1) / 64) * scale;
    });
    return this.stored(drawn);
  }

  /** A parameter of `values`. */
  parameter(shape: readonly number[], scale = 1): PlainParameter & { values: number[] } {
    const count = shape.reduce((product, length) => product * length, 1);
    return { shape, values: this.values(count, scale) };
  }

  /** A gradient for each of them. */
  gradients(parameters: readonly PlainParameter[], scale = 1): number[][] {
    return parameters.map(({ values }) => this.values(values.length, scale));
  }

  /** Numbers as a tensor holds them. */
  stored(values: readonly number[]): number[] {
    return this.precision === "float32" ? values.map(Math.fround) : [...values];
  }

  /** 0 … count−1 in a random order. */
  order(count: number): number[] {
    const keys = Array.from({ length: count }, (_, index) => [this.uniform(), index] as const);
    return keys.sort(([a], [b]) => a - b).map(([, index]) => index);
  }
}
