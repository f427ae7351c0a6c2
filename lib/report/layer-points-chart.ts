import type { TopLevelSpec } from "vega-lite";
import type { LayerPointsPlot } from "../figure.js";
import { axisLabels } from "./chart-config.js";
import { heightOf, heightRange } from "./heights.js";
import type { LayerLine } from "./layer-lines.js";
import { type Look, palettes } from "./look.js";
import { type Frame, headingLines, panelGrid, unseenUnless } from "./panel-grid.js";
import { groupsOf } from "./plot-runs.js";
import { seriesScale } from "./series-colors.js";

/** A measure layer by layer, and dashed what a formula gives for all of them; published ones in panels of their own. */
export function layerPointsChart(
  lines: readonly LayerLine[],
  plot: LayerPointsPlot,
  look: Look,
): TopLevelSpec {
  const theirs = plot.published?.title ?? "published";
  const panels = [
    ...groupsOf(lines, ({ panel, from }) => {
      if (from === "ours") return panel;
      return panel === "" ? theirs : `${panel}, ${theirs}`;
    }),
  ];
  const values = lines.flatMap((line) => [...line.values, line.expected ?? []].flat());
  const isLog = plot.y.scale === "log";
  const range = heightRange(values, plot.y);
  const color = {
    field: "name",
    type: "nominal" as const,
    scale: seriesScale([...new Set(lines.map(({ name }) => name))], look),
    legend: {
      title: plot.series.title,
      orient: "bottom" as const,
      symbolType: "stroke",
      symbolOpacity: 1,
      columns: look.width === "wide" ? 6 : 2,
    },
  };
  const kinds = ["measured", ...(plot.expected ? [plot.expected.title] : [])];
  const view = ([title, own]: (typeof panels)[number], frame: Frame) => ({
    width: frame.width,
    height: frame.height,
    title: {
      text: headingLines(title, frame),
      ...(own[0]?.from === "published" ? { color: palettes[look.theme].published } : {}),
    },
    data: { values: own.flatMap((line) => valuesOf(line, plot)) },
    mark: { type: "line" as const, strokeWidth: 1.75 },
    encoding: {
      x: {
        field: "layer",
        type: "quantitative" as const,
        scale: { nice: false, padding: 6 },
        axis: { title: frame.xAxis ? "Layer" : null, tickMinStep: 1, format: "d" },
      },
      y: {
        field: "value",
        type: "quantitative" as const,
        scale: { type: plot.y.scale ?? ("linear" as const), domain: range, nice: isLog ? true : 6 },
        axis: {
          title: null,
          ...axisLabels(plot.y.unit),
          ...(plot.y.scale === "log" ? { tickCount: 4 } : {}),
          ...unseenUnless(frame.yAxis),
        },
      },
      color,
      strokeDash: {
        field: "kind",
        type: "nominal" as const,
        scale: {
          domain: kinds,
          range: [
            [1, 0],
            [4, 3],
          ].slice(0, kinds.length),
        },
        legend: plot.expected ? { title: null, orient: "bottom" as const, labelLimit: 300 } : null,
      },
    },
  });
  return panelGrid(panels, { yTitle: plot.y.title, heights: "shared" }, look, view);
}

function valuesOf({ name, values, expected }: LayerLine, plot: LayerPointsPlot) {
  const title = plot.expected?.title ?? "";
  return [
    ...values.map((value, layer) => ({
      name,
      layer,
      value: heightOf(value, plot.y),
      kind: "measured",
    })),
    ...(expected === undefined
      ? []
      : values.map((_, layer) => ({ name, layer, value: expected, kind: title }))),
  ];
}
