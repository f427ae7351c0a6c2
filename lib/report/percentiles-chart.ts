import type { TopLevelSpec } from "vega-lite";
import type { PercentilesPlot } from "../figure.js";
import percentilesSpec from "./charts/percentiles.vl.json" with { type: "json" };
import { fillChart } from "./fill-chart.js";
import type { PercentilesPanel } from "./layer-percentiles.js";
import { type Look, palettes } from "./look.js";
import { panelGrid } from "./panel-grid.js";

/** Medians by layer within the band from the 10th to the 90th percentile, on a logarithmic scale. */
export function percentilesChart(
  percentiles: readonly PercentilesPanel[],
  plot: PercentilesPlot,
  look: Look,
): TopLevelSpec {
  const colors = palettes[look.theme];
  const values = percentiles.flatMap(({ p10, p90 }) => [...p10, ...p90]).filter((v) => v > 0);
  const chart = fillChart(percentilesSpec, {
    encoding: { y: { scale: { domain: [Math.min(...values), Math.max(...values)] } } },
  });
  const panels = percentiles.map(({ title, from, p10, p50, p90 }) => ({
    title,
    rows: p50.map((median, layer) => ({ layer, p10: p10[layer], p50: median, p90: p90[layer] })),
    more: { encoding: { color: { value: colors[from] } } },
  }));
  return panelGrid(chart, panels, { yTitle: plot.y.title, heights: "shared" }, look);
}
