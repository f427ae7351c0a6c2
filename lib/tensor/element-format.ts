import { fixed, scientific } from "./number-text.js";

/** Digits after the point. */
const PRECISION = 4;

/** How the numbers of one tensor are written: alike, and each as wide as the widest. */
export interface ElementFormat {
  readonly width: number;
  readonly write: (value: number | bigint | boolean) => string;
}

/** Integers and booleans, as Python writes them. */
export function plainFormat(values: Iterable<number | bigint | boolean>): ElementFormat {
  const text = (value: number | bigint | boolean) => {
    if (typeof value === "boolean") return value ? "True" : "False";
    return String(value);
  };
  return padded(widest(values, text), text);
}

/**
 * Floats by PyTorch's rule: without digits after the point where all are whole; in scientific notation where the
 * largest is more than a thousand times the smallest, above 1e8, or the smallest below 1e-4. Zeros and what is not
 * finite have no say in it, nor in the width.
 */
export function floatFormat(values: readonly number[]): ElementFormat {
  const counted = values.filter((value) => value !== 0 && Number.isFinite(value));
  let least = Number.POSITIVE_INFINITY;
  let largest = 0;
  for (const value of counted) {
    least = Math.min(least, Math.abs(value));
    largest = Math.max(largest, Math.abs(value));
  }
  if (counted.length > 0 && (largest / least > 1000 || largest > 1e8 || least < 1e-4)) {
    const text = (value: number) => scientific(value, PRECISION);
    return padded(widest(counted, text), text);
  }
  if (counted.every(Number.isInteger)) {
    const text = (value: number) => `${fixed(value, 0)}${Number.isFinite(value) ? "." : ""}`;
    return padded(widest(counted, text), text);
  }
  const text = (value: number) => fixed(value, PRECISION);
  return padded(widest(counted, text), text);
}

function padded<Value>(width: number, text: (value: Value) => string): ElementFormat {
  // A tensor's values are all of the kind that its format was made for.
  return { width, write: (value) => text(value as Value).padStart(width) };
}

function widest<Value>(values: Iterable<Value>, text: (value: Value) => string): number {
  let width = 1;
  for (const value of values) width = Math.max(width, text(value).length);
  return width;
}
