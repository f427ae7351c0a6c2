import { agree } from "../figure/agree.js";
import type { FigureRun, LayerPointsPlot, StoredFigure } from "../figure.js";
import { unitFactor } from "./heights.js";
import { groupsOf, meanOf, panelTitle, plotRuns } from "./plot-runs.js";

/** One line of a plot of layers' measures. */
export interface LayerLine {
  readonly panel: string;
  readonly from: "ours" | "published";
  /** The value of the plot's series label. */
  readonly name: string;
  /** By layer in forward order, in the plot's unit: of ours means over the seeds. */
  readonly values: readonly number[];
  /** What the formula gives, where it gives anything. */
  readonly expected: number | undefined;
}

/** The lines of a plot, of ours those of runs that have the measure; published ones follow ours of their panel. */
export function layerLines(figure: StoredFigure, plot: LayerPointsPlot): LayerLine[] {
  const ours = groupsOf(ourLines(figure, plot), ({ panel }) => panel);
  const theirs = groupsOf(publishedLines(plot), ({ panel }) => panel);
  const panels = new Set([...ours.keys(), ...theirs.keys()]);
  return [...panels].flatMap((panel) => [...(ours.get(panel) ?? []), ...(theirs.get(panel) ?? [])]);
}

function ourLines(figure: StoredFigure, plot: LayerPointsPlot): LayerLine[] {
  const { layerMeasure } = plot.y;
  const runs = plotRuns(figure, plot).filter(
    ({ labels, layerValues }) => plot.series.label in labels && layerValues?.[layerMeasure],
  );
  const nameOf = ({ labels }: FigureRun) => String(labels[plot.series.label] ?? "");
  const lines = groupsOf(runs, (run) =>
    JSON.stringify([panelTitle(run.labels, plot), nameOf(run)]),
  );
  return [...lines.values()].flatMap((own): LayerLine[] => {
    const [first] = own;
    if (!first) return [];
    const layers = own.map(({ layerValues }) => layerValues?.[layerMeasure] ?? []);
    const level = plot.expected?.levels.find(({ where }) => agree(first.labels, where))?.value;
    return [
      {
        panel: panelTitle(first.labels, plot),
        from: "ours",
        name: nameOf(first),
        values: (layers[0] ?? []).map(
          (_, layer) => unitFactor(plot.y) * meanOf(layers.flatMap((of) => of[layer] ?? [])),
        ),
        expected: level === undefined ? undefined : unitFactor(plot.y) * level,
      },
    ];
  });
}

function publishedLines(plot: LayerPointsPlot): LayerLine[] {
  return (plot.published?.lines ?? []).map(({ where, values }) => ({
    panel: panelTitle(where, plot),
    from: "published",
    name: String(where[plot.series.label] ?? ""),
    values: values.map((value) => unitFactor(plot.y) * value),
    expected: undefined,
  }));
}
