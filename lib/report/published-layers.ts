import { agree } from "../figure/agree.js";
import type { LayersPlot, PublishedLayersPanel } from "../figure.js";
import type { LayerPoint, LayersPanel } from "./layers-panel.js";
import { panelTitle } from "./plot-runs.js";

/** The published panels that a plot draws. */
export function publishedPanels(plot: LayersPlot): LayersPanel[] {
  const panels = plot.published?.panels ?? [];
  return panels
    .filter(({ where }) => agree(where, plot.where ?? {}))
    .map((panel) => ({
      title: panelTitle(panel.where, plot),
      from: "published",
      isRead: panel.read === "picture",
      value: panel.value,
      difference: panel.difference,
      layers: panel.values.length,
      points: pointsOf(panel),
    }));
}

/** In the order of ours: epoch by epoch, in each every layer. */
function pointsOf({ epochs, values }: PublishedLayersPanel): LayerPoint[] {
  return epochs.flatMap((epoch, place) =>
    values.map((of, layer) => ({ layer, epoch, value: of[place] ?? null })),
  );
}
