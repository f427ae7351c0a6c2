/** Numbers, of which those of integer arrays are always finite. */
export type Numbers =
  | Float32Array
  | Float64Array
  | Uint8Array
  | Int8Array
  | Int16Array
  | Int32Array
  | BigInt64Array;

/** Index of the first NaN or infinity, or -1. */
export function firstNonFinite(values: Numbers): number {
  if (!(values instanceof Float32Array || values instanceof Float64Array)) return -1;
  // 0 · x is 0 for a finite x and NaN for any other: one pass without a branch, which engines run
  // far faster.
  let sum = 0;
  for (let index = 0; index < values.length; index++) sum += 0 * (values[index] ?? 0);
  return sum === 0 ? -1 : values.findIndex((value) => !Number.isFinite(value));
}
