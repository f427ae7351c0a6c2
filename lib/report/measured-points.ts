import type { PointsPlot, StoredFigure } from "../figure.js";
import { agree, groupsOf, meanOf, panelTitle, plotRuns } from "./plot-runs.js";

export interface MeasuredPoint {
  readonly x: number | string;
  readonly seed: number | string;
  readonly value: number;
}

/** One line of a points plot: what its runs measured, and what was published beside it. */
export interface PointsLine {
  readonly panel: string;
  /** The value of the plot's series label; empty where it has none. */
  readonly name: string;
  readonly points: readonly MeasuredPoint[];
  readonly published: readonly { readonly x: number; readonly y: number }[];
}

/** The lines of a plot, panel by panel in the order of the figure's runs. */
export function pointsLines(figure: StoredFigure, plot: PointsPlot): PointsLine[] {
  const nameOf = (labels: PointsLabels) =>
    plot.series === undefined ? "" : String(labels[plot.series] ?? "");
  const groups = groupsOf(plotRuns(figure, plot), ({ labels }) =>
    JSON.stringify([panelTitle(labels, plot), nameOf(labels)]),
  );
  return [...groups.values()].map((runs) => {
    const labels = runs[0]?.labels ?? {};
    return {
      panel: panelTitle(labels, plot),
      name: nameOf(labels),
      points: runs.flatMap(({ labels, values }) => {
        const x = labels[plot.x.label];
        const value = values[plot.y.measure];
        return x === undefined || value === undefined ? [] : [{ x, seed: labels.seed ?? 0, value }];
      }),
      published: (plot.published?.series ?? [])
        .filter(({ where }) => agree(labels, where ?? {}))
        .flatMap(({ x, y }) =>
          x.flatMap((at, index) => {
            const value = y[index];
            return value === undefined || value === null ? [] : [{ x: at, y: value }];
          }),
        ),
    };
  });
}

type PointsLabels = StoredFigure["runs"][number]["labels"];

export interface MeanPoint {
  readonly x: number | string;
  readonly mean: number;
}

/** Means over the repetitions, in the order in which the labels first appear. */
export function meansByX(points: readonly MeasuredPoint[]): MeanPoint[] {
  return [...groupsOf(points, ({ x }) => x)].map(([x, group]) => ({
    x,
    mean: meanOf(group.map(({ value }) => value)),
  }));
}
