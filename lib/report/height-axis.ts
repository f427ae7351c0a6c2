import type { Axis } from "../figure.js";
import { type Heights, heightRange } from "./heights.js";

/** The axis of a plot's heights, where panels share it from the least to the greatest value; a logarithmic one has few lines. */
export function heightAxis(axis: Heights, values?: readonly (number | null)[]) {
  const isLog = axis.scale === "log";
  return {
    scale: {
      type: axis.scale ?? "linear",
      ...(values ? { domain: heightRange(values, axis) } : {}),
    },
    axis: { ...axisLabels(axis.unit), ...(isLog ? { tickCount: 4 } : {}) },
  };
}

/** How an axis writes its numbers: fractions as percentages where asked, small ones by powers of ten; degrees are converted before. */
export function axisLabels(unit: Axis["unit"]): { readonly labelExpr: string } {
  if (unit === "percent") return { labelExpr: "format(100 * datum.value, '~g') + '\u00a0%'" };
  const small = "datum.value !== 0 && abs(datum.value) < 0.001";
  return { labelExpr: `format(datum.value, ${small} ? '~e' : '~g')` };
}
