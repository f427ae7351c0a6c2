import type { TopLevelSpec } from "vega-lite";
import type { ExactPlot } from "../figure.js";
import exactSpec from "./charts/exact.vl.json" with { type: "json" };
import { fillChart } from "./fill-chart.js";
import { axisLabels, heightAxis } from "./height-axis.js";
import { legendColumns } from "./legend-columns.js";
import type { Look } from "./look.js";
import { panelGrid } from "./panel-grid.js";
import { groupsOf } from "./plot-runs.js";
import { seriesScale } from "./series-colors.js";

/** What a formula gives as lines, the published values as points on them. */
export function exactChart(plot: ExactPlot, look: Look): TopLevelSpec {
  const names = [...new Set(plot.lines.map(({ name }) => name))];
  const chart = fillChart(exactSpec, {
    encoding: {
      x: { axis: { title: plot.x.title, ...axisLabels(plot.x.unit) } },
      y: heightAxis(plot.y),
      color: {
        scale: seriesScale(names, look),
        legend: { title: plot.series, columns: legendColumns(names, look) },
      },
    },
  });
  const panels = [...groupsOf(plot.lines, ({ panel }) => panel)].map(([title, lines]) => ({
    title,
    rows: lines.flatMap(({ name, x, y, published }) =>
      x.map((at, place) => ({ name, x: at, y: y[place], published: published[place] })),
    ),
  }));
  return panelGrid(chart, panels, { yTitle: plot.y.title, heights: "shared" }, look);
}
