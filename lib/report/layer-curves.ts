import type { FigureRun, LayerQuantity, LayersPlot, StoredFigure } from "../figure.js";
import { differenceTo, meanMeasured } from "./differences.js";
import { unitFactor } from "./heights.js";
import type { LayerPoint, LayersPanel } from "./layers-panel.js";
import { groupsOf, panelTitle, plotRuns } from "./plot-runs.js";
import { publishedPanels } from "./published-layers.js";
import { epochsOf, type StoredRecord } from "./stored-record.js";

/**
 * The panels of a plot: of ours the first run that has a record, and what was published. A published panel follows
 * ours of the same labels; those of other runs, such as of the task that ours is reduced from, come last.
 */
export function layersPanels(
  figure: StoredFigure,
  plot: LayersPlot,
  records: ReadonlyMap<string, StoredRecord>,
): LayersPanel[] {
  const ours = ourPanels(figure, plot, records);
  const theirs = publishedPanels(plot);
  const titles = new Set(ours.map(({ title }) => title));
  return [
    ...ours.flatMap((panel) => [panel, ...theirs.filter(({ title }) => title === panel.title)]),
    ...theirs.filter(({ title }) => !titles.has(title)),
  ];
}

function ourPanels(
  figure: StoredFigure,
  plot: LayersPlot,
  records: ReadonlyMap<string, StoredRecord>,
): LayersPanel[] {
  const groups = groupsOf(plotRuns(figure, plot), ({ labels }) => panelTitle(labels, plot));
  return [...groups].flatMap(([title, runs]): LayersPanel[] => {
    const record = runs.flatMap(({ key }) => records.get(key) ?? [])[0];
    if (!record) return [];
    const points = curvePoints(record, plot);
    const layers = record.layers.length;
    if (points.length === 0) return [];
    return [{ title, from: "ours", isRead: false, layers, points, ...noteOf(figure, plot, runs) }];
  });
}

function noteOf(figure: StoredFigure, { note }: LayersPlot, runs: readonly FigureRun[]) {
  if (!note) return { value: undefined, difference: undefined };
  const { measure, reference } = note;
  return {
    value: meanMeasured(runs, measure),
    difference: reference && differenceTo(figure, reference, measure, runs),
  };
}

/** A distance starts from 0 before the first step; an angle belongs to the epoch it was turned in. */
function curvePoints(record: StoredRecord, { y }: LayersPlot): LayerPoint[] {
  const start =
    y.history === "rotation.distance"
      ? record.layers.map((_, layer) => ({ layer, epoch: 0, value: 0 }))
      : [];
  const unit = unitFactor(y);
  return [
    ...start,
    ...drawnEntries(record, y.history).flatMap((entry) =>
      (quantityOf(entry, y.history) ?? []).map((value, layer) => ({
        layer,
        epoch: epochsOf(record, entry.step),
        value: value * unit,
      })),
    ),
  ];
}

/**
 * Where there are entries of epochs, those of single steps would be too many to draw. An angle is one since the last
 * entry: of an epoch's end it is the epoch's unless there are steps before it (a first one alone takes little of it).
 */
function drawnEntries({ history }: StoredRecord, quantity: LayerQuantity): StoredRecord["history"] {
  if (!history.some(({ at }) => at === "epoch")) return history;
  if (quantity !== "rotation.angle") return history.filter(({ at }) => at !== "step");
  const inSteps = new Set(history.flatMap(({ at, epoch }) => (at === "step" ? [epoch] : [])));
  return history.filter(({ at, epoch }) => at === "epoch" && !inSteps.has(epoch));
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
