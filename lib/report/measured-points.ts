import type { PointsPlot, StoredFigure } from "../figure.js";

export interface MeasuredPoint {
  readonly x: number | string;
  readonly seed: number | string;
  readonly value: number;
}

/** What every run of the figure measured, by its label on the horizontal axis and its seed. */
export function measuredPoints(figure: StoredFigure, plot: PointsPlot): MeasuredPoint[] {
  return figure.runs.flatMap(({ labels, values }) => {
    const x = labels[plot.x.label];
    const value = values[plot.y.measure];
    return x === undefined || value === undefined ? [] : [{ x, seed: labels.seed ?? 0, value }];
  });
}

export interface MeanPoint {
  readonly x: number | string;
  readonly mean: number;
}

/** Means over the repetitions, in the order in which the labels first appear. */
export function meansByX(points: readonly MeasuredPoint[]): MeanPoint[] {
  const groups = new Map<number | string, number[]>();
  for (const { x, value } of points) {
    const group = groups.get(x);
    if (group) group.push(value);
    else groups.set(x, [value]);
  }
  return [...groups].map(([x, values]) => ({
    x,
    mean: values.reduce((sum, value) => sum + value, 0) / values.length,
  }));
}
