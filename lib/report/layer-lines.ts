import type { FigureRun, LayerPointsPlot, StoredFigure } from "../figure.js";
import { agree, groupsOf, meanOf, panelTitle, plotRuns } from "./plot-runs.js";

/** One line of a plot of layers' measures. */
export interface LayerLine {
  readonly panel: string;
  /** The value of the plot's series label. */
  readonly name: string;
  /** By layer in forward order, in the plot's unit: means over the seeds. */
  readonly values: readonly number[];
  /** What the formula gives, where it gives anything. */
  readonly expected: number | undefined;
}

/** The lines of a plot, of those runs that have the measure. */
export function layerLines(figure: StoredFigure, plot: LayerPointsPlot): LayerLine[] {
  const { layerMeasure, unit } = plot.y;
  const scale = unit === "degrees" ? 180 / Math.PI : 1;
  const runs = plotRuns(figure, plot).filter(
    ({ labels, layerValues }) => plot.series.label in labels && layerValues?.[layerMeasure],
  );
  const nameOf = ({ labels }: FigureRun) => String(labels[plot.series.label] ?? "");
  const lines = groupsOf(runs, (run) =>
    JSON.stringify([panelTitle(run.labels, plot), nameOf(run)]),
  );
  return [...lines.values()].flatMap((own) => {
    const [first] = own;
    if (!first) return [];
    const layers = own.map(({ layerValues }) => layerValues?.[layerMeasure] ?? []);
    const level = plot.expected?.levels.find(({ where }) => agree(first.labels, where))?.value;
    return [
      {
        panel: panelTitle(first.labels, plot),
        name: nameOf(first),
        values: (layers[0] ?? []).map(
          (_, layer) => scale * meanOf(layers.flatMap((of) => of[layer] ?? [])),
        ),
        expected: level === undefined ? undefined : scale * level,
      },
    ];
  });
}
