import type { TensorHandle } from "../addon.js";
import { engine } from "../native.js";

/** An int64 tensor [n] on the CPU of numbers from 0 to 2³¹ − 1. */
export function int64Tensor(values: ArrayLike<number>): TensorHandle {
  // Pairs of 32-bit words, the low one first: some ten times faster than BigInts.
  const words = new Int32Array(2 * values.length);
  for (let index = 0; index < values.length; index++) words[2 * index] = values[index] ?? 0;
  return engine().tensorFromBytes(words, [values.length], "int64", "cpu");
}
