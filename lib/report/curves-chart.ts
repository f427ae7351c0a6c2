import type { TopLevelSpec } from "vega-lite";
import type { CurvesPlot } from "../figure.js";
import { axisLabels } from "./chart-config.js";
import { legendColumns } from "./legend-columns.js";
import type { Look } from "./look.js";
import { type Frame, panelGrid, panelHeading } from "./panel-grid.js";
import { groupsOf } from "./plot-runs.js";
import type { RunCurve } from "./run-curves.js";
import { seriesScale } from "./series-colors.js";

/** A history a line, published ones dashed; each panel has heights of its own. */
export function curvesChart(
  curves: readonly RunCurve[],
  plot: CurvesPlot,
  look: Look,
): TopLevelSpec {
  const panels = [...groupsOf(curves, ({ panel }) => panel)];
  const names = [...new Set(curves.map(({ name }) => name))];
  const scale = seriesScale(names, look);
  const theirs = plot.published?.title ?? "published";
  const isPublished = curves.some(({ published }) => published.length > 0);
  const view = ([title, own]: (typeof panels)[number], frame: Frame) => {
    return {
      width: frame.width,
      height: frame.height,
      ...panelHeading(title, frame),
      data: {
        values: own.flatMap(({ name, points, published }) => [
          ...points.map((point) => ({ ...point, name, from: "ours" })),
          ...published.map((point) => ({ ...point, name, from: theirs })),
        ]),
      },
      mark: { type: "line" as const, strokeWidth: 1.75, interpolate: "linear" as const },
      encoding: {
        x: {
          field: "epoch",
          type: "quantitative" as const,
          axis: {
            title: frame.xAxis ? "Epochs" : null,
            tickMinStep: 1,
            tickCount: 6,
            format: "d",
          },
        },
        y: {
          field: "value",
          type: "quantitative" as const,
          scale: { type: plot.y.scale ?? ("linear" as const), zero: plot.y.scale !== "log" },
          axis: { title: null, ...axisLabels(plot.y.unit) },
        },
        color: {
          field: "name",
          type: "nominal" as const,
          scale,
          legend: {
            title: plot.series.title,
            orient: "bottom" as const,
            symbolType: "stroke",
            columns: legendColumns(names, look),
          },
        },
        strokeDash: {
          field: "from",
          type: "nominal" as const,
          scale: {
            domain: ["ours", theirs],
            range: [
              [1, 0],
              [4, 3],
            ],
          },
          legend: isPublished ? { title: null, orient: "bottom" as const } : null,
        },
        order: { field: "epoch", type: "quantitative" as const },
      },
    };
  };
  return panelGrid(panels, { yTitle: plot.y.title, heights: "own" }, look, view);
}
