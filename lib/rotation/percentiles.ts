import { native, type Tensor } from "../tensor/index.js";

/**
 * The values below which so many percent of a tensor's elements lie, as records give them of second
 * moments: between two elements by linear interpolation, as numpy and torch.quantile do. In float64; NaN
 * where an element is.
 *
 * @param t float32 or float64, of any shape, with one element or more
 * @param percents in [0, 100], ascending: 0 is the smallest element, 50 the median, 100 the largest
 * @throws {InputError} for another dtype, an empty tensor, or percents out of range or order.
 */
export function percentiles(t: Tensor, percents: readonly number[]): number[] {
  return native((addon) => addon.percentiles(t.handle, percents));
}
