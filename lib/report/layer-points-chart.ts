import type { TopLevelSpec } from "vega-lite";
import type { LayerPointsPlot } from "../figure.js";
import layerPointsSpec from "./charts/layer-points.vl.json" with { type: "json" };
import { fillChart } from "./fill-chart.js";
import { heightAxis } from "./height-axis.js";
import { heightOf } from "./heights.js";
import type { LayerLine } from "./layer-lines.js";
import { type Look, palettes } from "./look.js";
import { panelGrid } from "./panel-grid.js";
import { groupsOf } from "./plot-runs.js";
import { seriesScale } from "./series-colors.js";

/** A measure layer by layer, and dashed what a formula gives for all of them; published ones in panels of their own. */
export function layerPointsChart(
  lines: readonly LayerLine[],
  plot: LayerPointsPlot,
  look: Look,
): TopLevelSpec {
  const { expected } = plot;
  const values = lines.flatMap((line) => [...line.values, line.expected ?? []].flat());
  const names = [...new Set(lines.map(({ name }) => name))];
  const chart = fillChart(layerPointsSpec, {
    encoding: {
      y: heightAxis(plot.y, values),
      color: {
        scale: seriesScale(names, look),
        legend: { title: plot.series.title, columns: look.width === "wide" ? 6 : 2 },
      },
      strokeDash: expected ? { scale: { domain: ["measured", expected.title] } } : { legend: null },
    },
  });
  const panels = [...groupsOf(lines, (line) => panelName(line, plot))].map(([title, own]) => ({
    title,
    ...(own[0]?.from === "published" ? { titleColor: palettes[look.theme].published } : {}),
    rows: own.flatMap((line) => rowsOf(line, plot)),
  }));
  return panelGrid(chart, panels, { yTitle: plot.y.title, heights: "shared" }, look);
}

function panelName({ panel, from }: LayerLine, { published }: LayerPointsPlot): string {
  if (from === "ours") return panel;
  const theirs = published?.title ?? "published";
  return panel === "" ? theirs : `${panel}, ${theirs}`;
}

function rowsOf({ name, values, expected }: LayerLine, plot: LayerPointsPlot) {
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
