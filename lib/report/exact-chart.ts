import type { TopLevelSpec } from "vega-lite";
import type { ExactPlot } from "../figure.js";
import { axisLabels } from "./chart-config.js";
import { legendColumns } from "./legend-columns.js";
import type { Look } from "./look.js";
import { panelGrid, panelHeading, unseenUnless } from "./panel-grid.js";
import { groupsOf } from "./plot-runs.js";
import { seriesScale } from "./series-colors.js";

/** What a formula gives as lines, the published values as points on them. */
export function exactChart(plot: ExactPlot, look: Look): TopLevelSpec {
  const panels = [...groupsOf(plot.lines, ({ panel }) => panel)];
  const names = [...new Set(plot.lines.map(({ name }) => name))];
  const scale = seriesScale(names, look);
  const grid = { yTitle: plot.y.title, heights: "shared" } as const;
  return panelGrid(panels, grid, look, ([title, lines], frame) => {
    return {
      width: frame.width,
      height: frame.height,
      ...panelHeading(title, frame),
      data: {
        values: lines.flatMap(({ name, x, y, published }) =>
          x.map((at, place) => ({ name, x: at, y: y[place], published: published[place] })),
        ),
      },
      encoding: {
        x: {
          field: "x",
          type: "quantitative" as const,
          axis: { title: frame.xAxis ? plot.x.title : null, ...axisLabels(plot.x.unit) },
        },
        color: {
          field: "name",
          type: "nominal" as const,
          scale,
          legend: {
            title: plot.series,
            orient: "bottom" as const,
            columns: legendColumns(names, look),
          },
        },
      },
      layer: (["y", "published"] as const).map((field) => ({
        mark:
          field === "y"
            ? { type: "line" as const, strokeWidth: 1.75 }
            : { type: "point" as const, filled: true, size: 26, opacity: 1 },
        encoding: {
          y: {
            field,
            type: "quantitative" as const,
            scale: { type: plot.y.scale ?? ("linear" as const) },
            axis: {
              title: null,
              ...axisLabels(plot.y.unit),
              ...(plot.y.scale === "log" ? { tickCount: 4 } : {}),
              ...unseenUnless(frame.yAxis),
            },
          },
        },
      })),
    };
  });
}
