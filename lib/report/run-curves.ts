import type { CurvesPlot, RunQuantity, StoredFigure } from "../figure.js";
import { groupsOf, meanOf, panelTitle, plotRuns } from "./plot-runs.js";
import { publishedAlone, publishedBeside } from "./published-lines.js";
import { epochsOf, type StoredRecord } from "./stored-record.js";

export interface CurvePoint {
  /** Epochs trained. */
  readonly epoch: number;
  readonly value: number;
}

/** One line of a curves plot. */
export interface RunCurve {
  readonly panel: string;
  /** The value of the plot's series label. */
  readonly name: string | number;
  /** Means over the seeds that have the entry. */
  readonly points: readonly CurvePoint[];
  readonly published: readonly CurvePoint[];
}

/**
 * The lines of a plot, panel by panel in the order of the figure's runs. A line without a number is left out, so that no
 * panel stands empty: runs that keep no validation images, say, have no validation accuracies.
 */
export function runCurves(
  figure: StoredFigure,
  plot: CurvesPlot,
  records: ReadonlyMap<string, StoredRecord>,
): RunCurve[] {
  const runs = plotRuns(figure, plot).filter(({ labels }) => plot.series.label in labels);
  const lines = groupsOf(runs, ({ labels }) =>
    JSON.stringify([panelTitle(labels, plot), labels[plot.series.label] ?? ""]),
  );
  const all = [
    ...[...lines.values()].map((own): RunCurve => {
      const labels = own[0]?.labels ?? {};
      const points = own.flatMap(({ key }) => {
        const record = records.get(key);
        return record ? historyPoints(record, plot.y.history) : [];
      });
      return {
        panel: panelTitle(labels, plot),
        name: labels[plot.series.label] ?? "",
        points: [...groupsOf(points, ({ epoch }) => epoch)].map(([epoch, group]) => ({
          epoch,
          value: meanOf(group.map(({ value }) => value)),
        })),
        published: publishedBeside(plot.published, labels).map(toCurve),
      };
    }),
    ...publishedAlone(runs, plot).map(({ panel, name, points }) => ({
      panel,
      name,
      points: [],
      published: points.map(toCurve),
    })),
  ];
  return all.filter(({ points, published }) => points.length + published.length > 0);
}

const toCurve = ({ x, y }: { readonly x: number | string; readonly y: number }): CurvePoint => ({
  epoch: Number(x),
  value: y,
});

/** What a run's epoch ends say; its steps in between are another average. */
function historyPoints(record: StoredRecord, quantity: RunQuantity): CurvePoint[] {
  return record.history.flatMap((entry) => {
    const value = entry.at === "epoch" ? quantityOf(entry, quantity) : undefined;
    return value === undefined ? [] : [{ epoch: epochsOf(record, entry.step), value }];
  });
}

function quantityOf(entry: StoredRecord["history"][number], quantity: RunQuantity) {
  switch (quantity) {
    case "train.loss":
      return entry.train.loss;
    case "train.accuracy":
      return entry.train.accuracy;
    case "validation.accuracy":
      return entry.validation?.accuracy;
    case "feedback.silhouette":
      return entry.feedback?.silhouette;
  }
}
