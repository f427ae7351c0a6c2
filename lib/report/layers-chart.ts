import type { TopLevelSpec } from "vega-lite";
import type { LayersPlot } from "../figure.js";
import { axisLabels } from "./chart-config.js";
import type { LayersPanel } from "./layer-curves.js";
import { type Look, palettes } from "./look.js";
import { percentText } from "./number-text.js";
import { type Frame, headingLines, panelGrid, unseenUnless } from "./panel-grid.js";

/** Up to this many layers the legend shows each; deeper networks get a strip of colour. */
const mostSymbols = 16;

/** A curve a layer, coloured by depth; panels share their axes. */
export function layersChart(
  panels: readonly LayersPanel[],
  plot: LayersPlot,
  look: Look,
): TopLevelSpec {
  const values = panels.flatMap(({ points }) => points.map(({ value }) => value));
  const range = [
    plot.y.scale === "log" ? Math.min(...values.filter((value) => value > 0)) : 0,
    Math.max(Number.MIN_VALUE, ...values),
  ] as const;
  // One scale of colours and one legend for all, whichever network is the deepest.
  const depth = Math.max(...panels.map(({ layers }) => layers.length));
  return panelGrid(panels, { yTitle: plot.y.title, heights: "shared" }, look, (panel, frame) =>
    panelView(panel, plot, look, frame, { range, depth }),
  );
}

function panelView(
  panel: LayersPanel,
  plot: LayersPlot,
  look: Look,
  frame: Frame,
  { range, depth }: { readonly range: readonly [number, number]; readonly depth: number },
) {
  const palette = palettes[look.theme];
  const note = plot.note && panel.run.values[plot.note.measure];
  const perEpoch = plot.y.history === "rotation.angle";
  return {
    width: frame.width,
    height: frame.height,
    data: { values: [...panel.points] },
    title: {
      text: headingLines(panel.title, frame),
      ...(plot.note && note !== undefined
        ? { subtitle: `${percentText(note)} ${plot.note.title}` }
        : {}),
    },
    mark: {
      type: "line" as const,
      strokeWidth: 1.75,
      interpolate: "linear" as const,
      ...(perEpoch ? { point: { size: 14, filled: true } } : {}),
    },
    encoding: {
      x: {
        field: "epoch",
        type: "quantitative" as const,
        axis: { title: frame.xAxis ? "Epochs" : null, tickMinStep: 1, tickCount: 6, format: "d" },
      },
      y: {
        field: "value",
        type: "quantitative" as const,
        scale: { type: plot.y.scale ?? ("linear" as const), domain: [...range], nice: 6 },
        axis: {
          title: null,
          ...axisLabels(plot.y.unit),
          ...unseenUnless(frame.yAxis),
        },
      },
      color: {
        field: "layer",
        type: "quantitative" as const,
        scale: {
          domain: [0, Math.max(1, depth - 1)],
          scheme: { name: "viridis" as const, extent: [...palette.depth] },
        },
        legend: depthLegend(depth, look),
      },
      detail: { field: "layer", type: "nominal" as const },
      order: { field: "epoch", type: "quantitative" as const },
    },
  };
}

function depthLegend(depth: number, { width }: Look) {
  const symbols = depth <= mostSymbols;
  const across = width === "narrow";
  return {
    title: "Layer",
    orient: across ? ("bottom" as const) : ("right" as const),
    type: symbols ? ("symbol" as const) : ("gradient" as const),
    symbolType: "stroke",
    symbolStrokeWidth: 3,
    symbolSize: 160,
    format: "d",
    ...(symbols ? { values: Array.from({ length: depth }, (_, layer) => layer) } : {}),
    ...(across ? { columns: 6, direction: "horizontal" as const } : {}),
  };
}
