import type { FigureRun, LayerQuantity, LayersPlot, StoredFigure } from "../figure.js";
import { panelTitle, plotRuns } from "./plot-runs.js";
import { epochsOf, type StoredRecord } from "./stored-record.js";

/** A panel of curves: one run's layers over its epochs. */
export interface LayersPanel {
  readonly title: string;
  readonly run: FigureRun;
  readonly layers: readonly string[];
  readonly points: readonly LayerPoint[];
}

export interface LayerPoint {
  /** Kernel index in forward order. */
  readonly layer: number;
  /** Epochs trained. */
  readonly epoch: number;
  /** In the plot's unit. */
  readonly value: number;
}

/** The panels of a plot: of each the first run that has a record. */
export function layersPanels(
  figure: StoredFigure,
  plot: LayersPlot,
  records: ReadonlyMap<string, StoredRecord>,
): LayersPanel[] {
  const panels = new Map<string, LayersPanel>();
  for (const run of plotRuns(figure, plot)) {
    const title = panelTitle(run.labels, plot);
    const record = records.get(run.key);
    if (!record || panels.has(title)) continue;
    panels.set(title, {
      title,
      run,
      layers: record.layers.map(({ name }) => name),
      points: curvePoints(record, plot),
    });
  }
  return [...panels.values()];
}

/** A distance starts from 0 before the first step; an angle belongs to the epoch it was turned in. */
function curvePoints(record: StoredRecord, { y }: LayersPlot): LayerPoint[] {
  const start =
    y.history === "rotation.distance"
      ? record.layers.map((_, layer) => ({ layer, epoch: 0, value: 0 }))
      : [];
  const unit = y.unit === "degrees" ? 180 / Math.PI : 1;
  return [
    ...start,
    ...drawnEntries(record).flatMap((entry) =>
      (quantityOf(entry, y.history) ?? []).map((value, layer) => ({
        layer,
        epoch: epochsOf(record, entry.step),
        value: value * unit,
      })),
    ),
  ];
}

/** Where there are entries of epochs, those of single steps would be too many to draw. */
function drawnEntries({ history }: StoredRecord): StoredRecord["history"] {
  const isEpochwise = history.some(({ at }) => at === "epoch");
  return history.filter(({ at }) => !isEpochwise || at !== "step");
}

function quantityOf(entry: StoredRecord["history"][number], quantity: LayerQuantity) {
  switch (quantity) {
    case "rotation.distance":
      return entry.rotation?.distance;
    case "rotation.angle":
      return entry.rotation?.angle;
    case "rotation.rate":
      return entry.rotation?.rate;
    case "rotation.norm":
      return entry.rotation?.norm;
    case "gradients.norm":
      return entry.gradients?.norm;
  }
}
