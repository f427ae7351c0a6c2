import { type Tensor, tensor } from "../../lib/tensor/index.js";

/** A leaf that requires gradients, of float64. */
export function leaf(values: Parameters<typeof tensor>[0]): Tensor {
  return tensor(values, { dtype: "float64", requiresGrad: true });
}

/** A tensor's values, row-major, as numbers. */
export function numbersOf(tensor: Tensor): number[] {
  return Array.from(tensor.data() as ArrayLike<number | bigint>, Number);
}

/** All values of a state dict, by key. */
export function valuesByKey(state: Readonly<Record<string, Tensor>>): Record<string, number[]> {
  return Object.fromEntries(Object.entries(state).map(([key, value]) => [key, numbersOf(value)]));
}
