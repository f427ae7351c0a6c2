import type { TopLevelSpec } from "vega-lite";
import type { LayersPlot } from "../figure.js";
import { axisLabels, chartConfig } from "./chart-config.js";
import type { LayersPanel } from "./layer-curves.js";
import { drawingWidth, type Look, palettes } from "./look.js";
import { percentText } from "./number-text.js";

const gap = 28;
/** Up to this many layers the legend shows each; deeper networks get a strip of colour. */
const mostSymbols = 16;

/** A curve a layer, coloured by depth; panels share their axes. */
export function layersChart(
  panels: readonly LayersPanel[],
  plot: LayersPlot,
  look: Look,
): TopLevelSpec {
  const wide = look.width === "wide";
  const columns = wide ? panels.length : 1;
  const width = (drawingWidth[look.width] - gap * (columns - 1)) / columns;
  const views = panels.map((panel, index) =>
    panelView(panel, plot, look, {
      width,
      height: wide ? 260 : 200,
      yAxis: index === 0 || !wide,
      xAxis: wide || index === panels.length - 1,
      yTop: Math.max(
        Number.MIN_VALUE,
        ...panels.flatMap(({ points }) => points.map(({ value }) => value)),
      ),
    }),
  );
  return {
    config: chartConfig(look),
    title: {
      text: plot.y.title,
      frame: "bounds",
      color: palettes[look.theme].muted,
      fontSize: 11,
      fontWeight: "normal",
      offset: 20,
    },
    // Side by side, the second panel's unseen labels already set it apart.
    spacing: wide ? 0 : gap,
    ...(wide ? { hconcat: views } : { vconcat: views }),
  };
}

interface Frame {
  readonly width: number;
  readonly height: number;
  readonly yAxis: boolean;
  readonly xAxis: boolean;
  readonly yTop: number;
}

function panelView(panel: LayersPanel, plot: LayersPlot, look: Look, frame: Frame) {
  const palette = palettes[look.theme];
  const layers = panel.layers.map((_, layer) => layer);
  const note = plot.note && panel.run.values[plot.note.measure];
  const perEpoch = plot.y.rotation === "angle";
  return {
    width: frame.width,
    height: frame.height,
    data: { values: [...panel.points] },
    title: {
      text: panel.title,
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
        axis: { title: frame.xAxis ? "Epochs" : null, tickMinStep: 1, tickCount: 6, format: "~g" },
      },
      y: {
        field: "value",
        type: "quantitative" as const,
        scale: { domain: [0, frame.yTop], nice: 6 },
        axis: {
          title: null,
          ...axisLabels(plot.y.unit),
          // Labels that cannot be seen still keep the panels' heights, and so their titles, level.
          ...(frame.yAxis ? {} : { labelOpacity: 0, minExtent: 0, maxExtent: 0 }),
        },
      },
      color: {
        field: "layer",
        type: "quantitative" as const,
        scale: {
          domain: [0, Math.max(1, layers.length - 1)],
          scheme: { name: "viridis" as const, extent: [...palette.depth] },
        },
        legend: depthLegend(layers, look),
      },
      detail: { field: "layer", type: "nominal" as const },
      order: { field: "epoch", type: "quantitative" as const },
    },
  };
}

function depthLegend(layers: readonly number[], { width }: Look) {
  const symbols = layers.length <= mostSymbols;
  const across = width === "narrow";
  return {
    title: "Layer",
    orient: across ? ("bottom" as const) : ("right" as const),
    type: symbols ? ("symbol" as const) : ("gradient" as const),
    symbolType: "stroke",
    symbolStrokeWidth: 3,
    symbolSize: 160,
    format: "d",
    ...(symbols ? { values: [...layers] } : {}),
    ...(across ? { columns: 6, direction: "horizontal" as const } : {}),
  };
}
