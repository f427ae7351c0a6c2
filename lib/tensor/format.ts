import type { NestedValues, TensorValue } from "./values.js";

/** Longer dimensions are shown by their first and last values. */
const EDGE = 3;

/**
 * Values as text, nested by brackets; of long dimensions only the edges. Floats have six significant digits.
 */
export function formatValues(values: NestedValues): string {
  if (!Array.isArray(values)) return formatValue(values);
  const shown =
    values.length > 2 * EDGE
      ? [...values.slice(0, EDGE).map(formatValues), "…", ...values.slice(-EDGE).map(formatValues)]
      : values.map(formatValues);
  return `[${shown.join(", ")}]`;
}

function formatValue(value: TensorValue): string {
  if (typeof value === "object") {
    const sign = value.im < 0 || Object.is(value.im, -0) ? "-" : "+";
    return `${formatNumber(value.re)} ${sign} ${formatNumber(Math.abs(value.im))}i`;
  }
  return typeof value === "number" ? formatNumber(value) : String(value);
}

function formatNumber(value: number): string {
  return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(6)));
}
