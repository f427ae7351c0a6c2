import type { TopLevelSpec } from "vega-lite";
import type { LayersPlot } from "../figure.js";
import { axisLabels } from "./chart-config.js";
import { wrapText } from "./font.js";
import { heightOf, heightRange } from "./heights.js";
import { isolatedPoints } from "./isolated-points.js";
import type { LayerPoint, LayersPanel } from "./layers-panel.js";
import { type Look, palettes } from "./look.js";
import { type Frame, headingLines, panelGrid, unseenUnless } from "./panel-grid.js";
import { noteText } from "./panel-note.js";

/** Up to this many layers the legend shows each; deeper networks get a strip of colour. */
const mostSymbols = 16;
/** Up to so many epochs the points of a line are marked. */
const mostMarked = 20;

/** A curve a layer, coloured by depth, published ones dashed or dotted; panels share their axes. */
export function layersChart(
  panels: readonly LayersPanel[],
  plot: LayersPlot,
  look: Look,
): TopLevelSpec {
  const values = panels.flatMap(({ points }) => points.map(({ value }) => value));
  const range = heightRange(values, plot.y);
  const depths = new Set(panels.map(({ layers }) => layers));
  const scale = depthScale(depths, look);
  const grid = { yTitle: plot.y.title, heights: "shared" } as const;
  return panelGrid(panels, grid, look, (panel, frame) =>
    panelView(panel, plot, look, frame, { range, scale }),
  );
}

type DepthScale = ReturnType<typeof depthScale>;

function panelView(
  panel: LayersPanel,
  plot: LayersPlot,
  look: Look,
  frame: Frame,
  { range, scale }: { readonly range: readonly [number, number]; readonly scale: DepthScale },
) {
  const palette = palettes[look.theme];
  const isPublished = panel.from === "published";
  const epochs = new Set(panel.points.map(({ epoch }) => epoch)).size;
  const perEpoch = plot.y.history === "rotation.angle" && !isPublished && epochs <= mostMarked;
  const note = noteText(panel, plot);
  const name = isPublished
    ? `${panel.title}, ${plot.published?.title ?? "published"}`
    : panel.title;
  return {
    width: frame.width,
    height: frame.height,
    data: {
      values: [
        ...panel.points,
        ...(panel.isRead ? isolatedPoints(panel.points).map(nudged) : []),
      ].map(({ layer, epoch, value }) => ({
        layer,
        depth: scale.depthOf(layer, panel.layers),
        epoch,
        value: heightOf(value, plot.y),
      })),
    },
    title: {
      text: headingLines(name, frame),
      ...(isPublished ? { color: palette.published } : {}),
      ...(note === "" ? {} : { subtitle: wrapText(note, frame.width, 11) }),
    },
    mark: {
      type: "line" as const,
      strokeWidth: isPublished && !panel.isRead ? 1.25 : 1.75,
      interpolate: "linear" as const,
      ...strokeOf(panel),
      // Named one by one, points would be the greater part of the file.
      ...(perEpoch ? { point: { size: 14, filled: true, aria: false } } : {}),
    },
    encoding: {
      x: {
        field: "epoch",
        type: "quantitative" as const,
        axis: {
          title: frame.xAxis ? "Epochs" : null,
          tickMinStep: 1,
          tickCount: frame.width < 150 ? 3 : 6,
          format: "d",
        },
      },
      y: {
        field: "value",
        type: "quantitative" as const,
        scale: { type: plot.y.scale ?? ("linear" as const), domain: [...range], nice: 6 },
        axis: {
          title: null,
          ...axisLabels(plot.y.unit),
          ...(plot.y.scale === "log" ? { tickCount: 4 } : {}),
          ...unseenUnless(frame.yAxis),
        },
      },
      color: {
        field: "depth",
        type: "quantitative" as const,
        scale: {
          domain: scale.domain,
          scheme: { name: "viridis" as const, extent: [...palette.depth] },
        },
        legend: scale.legend,
      },
      detail: { field: "layer", type: "nominal" as const },
      order: { field: "epoch", type: "quantitative" as const },
    },
  };
}

/** Ours are drawn through, published ones dashed, dotted where they were read from a picture. */
function strokeOf({ from, isRead }: LayersPanel) {
  if (from === "ours") return {};
  return isRead ? { strokeDash: [0.5, 3], strokeCap: "round" as const } : { strokeDash: [4, 2] };
}

/** A second end for a curve of one point, too near to be seen: its round caps then make a dot. */
const nudged = ({ epoch, ...point }: LayerPoint): LayerPoint => ({ ...point, epoch: epoch + 0.01 });

/** Colours by layer where all networks have as many; else from every network's first layer to its last. */
function depthScale(depths: ReadonlySet<number>, { width }: Look) {
  const across = width === "narrow";
  const place = {
    orient: across ? ("bottom" as const) : ("right" as const),
    symbolType: "stroke",
    symbolStrokeWidth: 3,
    symbolSize: 160,
    ...(across ? { columns: 6, direction: "horizontal" as const } : {}),
  };
  if (depths.size > 1) {
    return {
      depthOf: (layer: number, layers: number) => layer / Math.max(1, layers - 1),
      domain: [0, 1],
      legend: {
        ...place,
        title: "Layer",
        type: "gradient" as const,
        values: [0, 1],
        labelExpr: "datum.value === 0 ? 'first' : 'last'",
      },
    };
  }
  const depth = Math.max(...depths);
  const symbols = depth <= mostSymbols;
  return {
    depthOf: (layer: number) => layer,
    domain: [0, Math.max(1, depth - 1)],
    legend: {
      ...place,
      title: "Layer",
      type: symbols ? ("symbol" as const) : ("gradient" as const),
      format: "d",
      ...(symbols ? { values: Array.from({ length: depth }, (_, layer) => layer) } : {}),
    },
  };
}
