import type { TopLevelSpec } from "vega-lite";
import type { CurvesPlot } from "../figure.js";
import curvesSpec from "./charts/curves.vl.json" with { type: "json" };
import { fillChart } from "./fill-chart.js";
import { axisLabels } from "./height-axis.js";
import { legendColumns } from "./legend-columns.js";
import type { Look } from "./look.js";
import { panelGrid } from "./panel-grid.js";
import { groupsOf } from "./plot-runs.js";
import type { RunCurve } from "./run-curves.js";
import { seriesScale } from "./series-colors.js";

/** A history a line, published ones dashed; each panel has heights of its own. */
export function curvesChart(
  curves: readonly RunCurve[],
  plot: CurvesPlot,
  look: Look,
): TopLevelSpec {
  const names = [...new Set(curves.map(({ name }) => name))];
  const theirs = plot.published?.title ?? "published";
  const isPublished = curves.some(({ published }) => published.length > 0);
  const isLog = plot.y.scale === "log";
  const chart = fillChart(curvesSpec, {
    encoding: {
      y: { ...(isLog ? { scale: { type: "log" } } : {}), axis: axisLabels(plot.y.unit) },
      color: {
        scale: seriesScale(names, look),
        legend: { title: plot.series.title, columns: legendColumns(names, look) },
      },
      strokeDash: {
        scale: { domain: ["ours", theirs] },
        ...(isPublished ? {} : { legend: null }),
      },
    },
  });
  const panels = [...groupsOf(curves, ({ panel }) => panel)].map(([title, own]) => ({
    title,
    rows: own.flatMap(({ name, points, published }) => [
      ...points.map((point) => ({ ...point, name, from: "ours" })),
      ...published.map((point) => ({ ...point, name, from: theirs })),
    ]),
  }));
  return panelGrid(chart, panels, { yTitle: plot.y.title, heights: "own" }, look);
}
