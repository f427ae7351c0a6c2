import type { TopLevelSpec } from "vega-lite";
import type { LayersPlot } from "../figure.js";
import layersSpec from "./charts/layers.vl.json" with { type: "json" };
import { fillChart } from "./fill-chart.js";
import { heightAxis } from "./height-axis.js";
import { heightOf } from "./heights.js";
import { isolatedPoints } from "./isolated-points.js";
import type { LayerPoint, LayersPanel } from "./layers-panel.js";
import { type Look, palettes } from "./look.js";
import { panelGrid } from "./panel-grid.js";
import { noteText } from "./panel-note.js";

/** Up to this many layers the legend shows each; deeper networks get a strip of colour. */
const mostSymbols = 16;
/** Up to so many epochs the points of a line are marked. */
const mostMarked = 20;

/** A curve a layer, coloured by depth, published ones dashed or dotted; panels share their axes. */
export function layersChart(
  curves: readonly LayersPanel[],
  plot: LayersPlot,
  look: Look,
): TopLevelSpec {
  const values = curves.flatMap(({ points }) => points.map(({ value }) => value));
  const { depthOf, scale, legend } = depthScale(new Set(curves.map(({ layers }) => layers)), look);
  const chart = fillChart(layersSpec, {
    encoding: { y: heightAxis(plot.y, values), color: { scale, legend } },
  });
  const panels = curves.map((curve) => ({
    ...headingOf(curve, plot, look),
    rows: [...curve.points, ...(curve.isRead ? isolatedPoints(curve.points).map(nudged) : [])].map(
      ({ layer, epoch, value }) => ({
        layer,
        depth: depthOf(layer, curve.layers),
        epoch,
        value: heightOf(value, plot.y),
      }),
    ),
    more: { mark: markOf(curve, plot) },
  }));
  return panelGrid(chart, panels, { yTitle: plot.y.title, heights: "shared" }, look);
}

function headingOf(curve: LayersPanel, plot: LayersPlot, { theme }: Look) {
  const note = noteText(curve, plot);
  if (curve.from === "ours") return { title: curve.title, note };
  const title = `${curve.title}, ${plot.published?.title ?? "published"}`;
  return { title, note, titleColor: palettes[theme].published };
}

/** Published curves have looks of their own; of ours, points are marked where there are few that each stand for an epoch. */
function markOf({ from, isRead, points }: LayersPanel, { y }: LayersPlot) {
  if (from === "published") return { style: isRead ? "read" : "published", point: false };
  const epochs = new Set(points.map(({ epoch }) => epoch)).size;
  return y.history === "rotation.angle" && epochs <= mostMarked ? {} : { point: false };
}

/** A second end for a curve of one point, too near to be seen: its round caps then make a dot. */
const nudged = ({ epoch, ...point }: LayerPoint): LayerPoint => ({ ...point, epoch: epoch + 0.01 });

/** Colours by layer where all networks have as many; else from every network's first layer to its last. */
function depthScale(depths: ReadonlySet<number>, { theme, width }: Look) {
  const scheme = { extent: palettes[theme].depth };
  const place =
    width === "narrow"
      ? { orient: "bottom", columns: 6, direction: "horizontal" }
      : { orient: "right" };
  if (depths.size > 1) {
    return {
      depthOf: (layer: number, layers: number) => layer / Math.max(1, layers - 1),
      scale: { domain: [0, 1], scheme },
      legend: {
        ...place,
        type: "gradient",
        values: [0, 1],
        labelExpr: "datum.value === 0 ? 'first' : 'last'",
      },
    };
  }
  const depth = Math.max(...depths);
  const symbols = Array.from({ length: depth }, (_, layer) => layer);
  return {
    depthOf: (layer: number) => layer,
    scale: { domain: [0, Math.max(1, depth - 1)], scheme },
    legend: {
      ...place,
      format: "d",
      ...(depth <= mostSymbols ? { type: "symbol", values: symbols } : { type: "gradient" }),
    },
  };
}
