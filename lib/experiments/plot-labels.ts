import type { Plot } from "../figure.js";

/** The labels by which a plot chooses its runs and tells them apart. */
export function plotLabels(plot: Plot): string[] {
  return [...requiredLabels(plot), ...Object.keys(plot.where ?? {}), ...referenceLabels(plot)];
}

/** Those that a run must have to be drawn. */
export function requiredLabels(plot: Plot): string[] {
  return [...(plot.panels ?? []), ...axisLabels(plot)];
}

function axisLabels(plot: Plot): string[] {
  switch (plot.kind) {
    case "points":
      return [plot.x.label, ...(plot.series === undefined ? [] : [plot.series])];
    case "curves":
    case "layerPoints":
      return [plot.series.label];
    case "layers":
    case "percentiles":
    case "exact":
      return [];
  }
}

function referenceLabels(plot: Plot): string[] {
  const reference =
    plot.kind === "points"
      ? plot.reference
      : plot.kind === "layers"
        ? plot.note?.reference
        : undefined;
  return reference ? [...reference.same, ...Object.keys(reference.where)] : [];
}
