/** A complex number. */
export interface Complex {
  /** The real part. */
  readonly re: number;
  /** The imaginary part. */
  readonly im: number;
}

/**
 * A single number as an operator takes it. An integer stays an integer (`x.add(2)` keeps an int64 tensor int64); a
 * bigint is an integer of 64 bits.
 */
export type Scalar = number | bigint | boolean | Complex;

/** How a loss is reduced over its samples. */
export type Reduction = "none" | "mean" | "sum";

/** A device's name: `cpu`, `cuda`, `cuda:1`. */
export type Device = "cpu" | "cuda" | `cuda:${number}`;

/** How the values of a tensor lie in memory. */
export type MemoryFormat = "contiguous" | "preserve" | "channelsLast" | "channelsLast3d";

/** How a tensor stores its values; factories make strided ones. */
export type Layout =
  | "strided"
  | "sparseCoo"
  | "sparseCsr"
  | "sparseCsc"
  | "sparseBsr"
  | "sparseBsc";
