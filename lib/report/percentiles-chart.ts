import type { TopLevelSpec } from "vega-lite";
import type { PercentilesPlot } from "../figure.js";
import type { PercentilesPanel } from "./layer-percentiles.js";
import { type Look, palettes } from "./look.js";
import { panelGrid, panelHeading, unseenUnless } from "./panel-grid.js";

/** Medians by layer within the band from the 10th to the 90th percentile, on a logarithmic scale. */
export function percentilesChart(
  panels: readonly PercentilesPanel[],
  plot: PercentilesPlot,
  look: Look,
): TopLevelSpec {
  const { ours, published } = palettes[look.theme];
  const values = panels.flatMap(({ p10, p90 }) => [...p10, ...p90]).filter((value) => value > 0);
  const domain = [Math.min(...values), Math.max(...values)];
  const grid = { yTitle: plot.y.title, heights: "shared" } as const;
  return panelGrid(panels, grid, look, (panel, frame) => {
    const color = panel.from === "published" ? published : ours;
    const y = {
      type: "quantitative" as const,
      scale: { type: "log" as const, domain },
      axis: { title: null, format: "~e", tickCount: 6, ...unseenUnless(frame.yAxis) },
    };
    return {
      width: frame.width,
      height: frame.height,
      ...panelHeading(panel.title, frame),
      data: {
        values: panel.p50.map((p50, layer) => ({
          layer,
          p10: panel.p10[layer],
          p50,
          p90: panel.p90[layer],
        })),
      },
      encoding: {
        x: {
          field: "layer",
          type: "quantitative" as const,
          scale: { nice: false },
          axis: { title: frame.xAxis ? "Layer" : null, tickMinStep: 1, format: "d" },
        },
      },
      layer: [
        {
          mark: { type: "area" as const, color, opacity: 0.25 },
          encoding: { y: { field: "p10", ...y }, y2: { field: "p90" } },
        },
        {
          mark: { type: "line" as const, color, strokeWidth: 1.75 },
          encoding: { y: { field: "p50", ...y } },
        },
      ],
    };
  });
}
