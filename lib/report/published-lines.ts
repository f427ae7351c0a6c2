import { agree } from "../figure/agree.js";
import type {
  CurvesPlot,
  FigureRun,
  Labels,
  PointsPlot,
  Published,
  PublishedSeries,
} from "../figure.js";
import { panelTitle } from "./plot-runs.js";

/** A line of numbers against x. */
export interface PublishedLine {
  readonly panel: string;
  /** The value of the plot's series label; empty where it has none. */
  readonly name: string | number;
  readonly points: readonly PublishedPoint[];
}

export interface PublishedPoint {
  readonly x: number | string;
  readonly y: number;
  /** To the plot's reference, in percentage points, as printed. */
  readonly difference?: number;
}

/** What was published beside runs with these labels. */
export function publishedBeside(
  published: Published | undefined,
  labels: Labels,
): PublishedPoint[] {
  const own = published?.series.filter(({ where }) => agree(labels, where ?? {})) ?? [];
  return own.flatMap(pointsOf);
}

/** What was published of other runs than ours, such as those of the task that ours is reduced from: panels of their own. */
export function publishedAlone(
  runs: readonly FigureRun[],
  plot: PointsPlot | CurvesPlot,
): PublishedLine[] {
  const series = typeof plot.series === "object" ? plot.series.label : plot.series;
  return (plot.published?.series ?? []).flatMap((line): PublishedLine[] => {
    const where = line.where ?? {};
    if (runs.some(({ labels }) => agree(labels, where))) return [];
    const title = panelTitle(where, plot);
    return [
      {
        panel: title === "" ? "published" : `${title}, published`,
        name: (series === undefined ? undefined : where[series]) ?? "",
        points: pointsOf(line),
      },
    ];
  });
}

function pointsOf({ x, y, difference }: PublishedSeries): PublishedPoint[] {
  return x.flatMap((at, index) => {
    const value = y[index];
    const printed = difference?.[index] ?? undefined;
    const more = printed === undefined ? {} : { difference: printed };
    return value === undefined || value === null ? [] : [{ x: at, y: value, ...more }];
  });
}
