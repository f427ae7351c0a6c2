import type { FigureRun, Labels, LayersPlot, StoredFigure } from "../figure.js";
import type { StoredRecord } from "./stored-record.js";

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
  /** A cosine distance, or degrees. */
  readonly value: number;
}

/** The panels of a plot: of each value of its label the first run that has a record. */
export function layersPanels(
  figure: StoredFigure,
  plot: LayersPlot,
  records: ReadonlyMap<string, StoredRecord>,
): LayersPanel[] {
  const panels = new Map<string, LayersPanel>();
  for (const run of figure.runs) {
    const title = panelTitle(run.labels, plot);
    const record = records.get(run.key);
    if (!record || panels.has(title)) continue;
    panels.set(title, {
      title,
      run,
      layers: record.layers.map(({ name }) => name),
      points: curvePoints(record, plot.y.rotation),
    });
  }
  return [...panels.values()];
}

function panelTitle(labels: Labels, plot: LayersPlot): string {
  return String(labels[plot.panels] ?? "");
}

/** A distance starts from 0 before the first step; an angle belongs to the epoch it was turned in. */
function curvePoints(record: StoredRecord, quantity: "distance" | "angle"): LayerPoint[] {
  const start =
    quantity === "distance" ? record.layers.map((_, layer) => ({ layer, epoch: 0, value: 0 })) : [];
  const perEpoch = stepsPerEpoch(record);
  const degrees = quantity === "angle" ? 180 / Math.PI : 1;
  return [
    ...start,
    ...record.history.flatMap(({ step, rotation }) =>
      (rotation?.[quantity] ?? []).map((value, layer) => ({
        layer,
        epoch: step / perEpoch,
        value: value * degrees,
      })),
    ),
  ];
}

function stepsPerEpoch({ history }: StoredRecord): number {
  const whole = history.find(({ at }) => at === "epoch") ?? history.at(-1);
  return whole ? whole.step / (whole.epoch + 1) : 1;
}
