import type { FigureRun, Labels, PointsPlot, StoredFigure } from "../figure.js";
import { differenceTo } from "./differences.js";
import { groupsOf, meanOf, panelTitle, plotRuns } from "./plot-runs.js";
import { type PublishedPoint, publishedAlone, publishedBeside } from "./published-lines.js";

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
  readonly published: readonly PublishedPoint[];
  /** Differences Δη of ours to the plot's reference, by x, in percentage points; of the reference none. */
  readonly differences: ReadonlyMap<number | string, number>;
}

/** The lines of a plot, panel by panel in the order of the figure's runs. */
export function pointsLines(figure: StoredFigure, plot: PointsPlot): PointsLine[] {
  const nameOf = (labels: Labels) =>
    plot.series === undefined ? "" : String(labels[plot.series] ?? "");
  const runs = plotRuns(figure, plot).filter(({ labels }) => plot.x.label in labels);
  const lines = groupsOf(runs, ({ labels }) =>
    JSON.stringify([panelTitle(labels, plot), nameOf(labels)]),
  );
  return [
    ...[...lines.values()].map((own) => {
      const labels = own[0]?.labels ?? {};
      return {
        panel: panelTitle(labels, plot),
        name: nameOf(labels),
        points: own.flatMap(({ labels, values }) => {
          const x = labels[plot.x.label];
          const value = values[plot.y.measure];
          return x === undefined || value === undefined
            ? []
            : [{ x, seed: labels.seed ?? 0, value }];
        }),
        published: publishedBeside(plot.published, labels),
        differences: differencesByX(figure, plot, own),
      };
    }),
    ...publishedAlone(runs, plot).map(({ panel, name, points }) => ({
      panel,
      name: String(name),
      points: [],
      published: points,
      differences: new Map(),
    })),
  ];
}

function differencesByX(
  figure: StoredFigure,
  { x, y, reference }: PointsPlot,
  runs: readonly FigureRun[],
): Map<number | string, number> {
  const differences = new Map<number | string, number>();
  if (!reference) return differences;
  for (const [at, group] of groupsOf(runs, ({ labels }) => labels[x.label] ?? "")) {
    const difference = differenceTo(figure, reference, y.measure, group);
    if (difference !== undefined) differences.set(at, difference);
  }
  return differences;
}

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
