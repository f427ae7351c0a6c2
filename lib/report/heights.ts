import type { Axis } from "../figure.js";

/** A plot's vertical axis. */
export type Heights = Axis & { readonly scale?: "log" };

/** What a measured value is multiplied by to be in the axis' unit: angles are measured in radians. */
export function unitFactor({ unit }: Axis): number {
  return unit === "degrees" ? 180 / Math.PI : 1;
}

/** Where a value stands: nowhere without one, and zero has no place on a logarithmic axis. */
export function heightOf(value: number | null, { scale }: Heights): number | null {
  return scale === "log" && value !== null && value <= 0 ? null : value;
}

/** From the least to the greatest height that panels with a common axis show: linear ones begin at 0. */
export function heightRange(values: readonly (number | null)[], axis: Heights): [number, number] {
  const heights = values.flatMap((value) => heightOf(value, axis) ?? []);
  return [axis.scale === "log" ? Math.min(...heights) : 0, Math.max(Number.MIN_VALUE, ...heights)];
}
