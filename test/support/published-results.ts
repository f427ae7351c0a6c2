import type { Figure } from "../../lib/experiments/define-figure.js";
import { medianOf, type Result, Results } from "../../lib/experiments/results.js";
import { c10Cnn1 } from "../../lib/experiments/tasks/c10-cnn1.js";
import { c100Resnet } from "../../lib/experiments/tasks/c100-resnet.js";
import { tinyCnn } from "../../lib/experiments/tasks/tiny-cnn.js";
import type {
  CurvesPlot,
  Labels,
  LayerPointsPlot,
  LayerQuantity,
  LayersPlot,
  PercentilesPlot,
  Plot,
  PointsPlot,
  PublishedLayersPanel,
} from "../../lib/figure.js";
import type { HistoryEntry, RunRecord } from "../../lib/record.js";
import { sampleRecord } from "./sample-report.js";

/** First drops of the rate, where published curves are measured. */
const drops: Labels = Object.fromEntries(
  [c10Cnn1, c100Resnet, tinyCnn].map(({ id, trainings }) => [
    id,
    trainings.layca.schedule.milestones[0] ?? Number.NaN,
  ]),
);

/** What a figure would have measured if its runs had come out as the published ones did, as far as that is known. */
export function publishedResults(figure: Figure): Results {
  const merged = new Map<string, Result>();
  for (const { labels, values, record } of ownPlots(figure).flatMap(resultsOf)) {
    const key = JSON.stringify(Object.entries(labels).sort());
    const before = merged.get(key);
    const measured = record ? measure(figure, record) : {};
    merged.set(key, {
      labels,
      values: { ...before?.values, ...measured, ...values },
      record: before?.record ?? record,
    });
  }
  return new Results([...merged.values()]);
}

/** Without Figure 6's points, which are of a later version: its curves are this one's. */
function ownPlots({ plots }: Figure): readonly Plot[] {
  const isOfCurves = plots.some(
    ({ kind, y }) => kind === "curves" && y.history === "validation.accuracy",
  );
  return isOfCurves ? plots.filter(({ kind }) => kind !== "points") : plots;
}

function resultsOf(plot: Plot): Result[] {
  switch (plot.kind) {
    case "points":
      return pointsResults(plot);
    case "curves":
      return curvesResults(plot);
    case "layers":
      return layersResults(plot);
    case "percentiles":
      return percentilesResults(plot);
    case "layerPoints":
      return layerPointsResults(plot);
    case "exact":
      return [];
  }
}

function pointsResults({ x, y, published }: PointsPlot): Result[] {
  return (published?.series ?? []).flatMap((line) =>
    line.x.flatMap((at, index) => {
      const value = line.y[index];
      const labels = { ...line.where, [x.label]: at };
      return typeof value === "number" ? [{ labels, values: { [y.measure]: value } }] : [];
    }),
  );
}

function curvesResults({ y, published }: CurvesPlot): Result[] {
  return (published?.series ?? []).map(({ where = {}, y: values }) => {
    if (y.history === "validation.accuracy") {
      // They stand for test accuracies, which were not published: two tasks are tested with their best weights.
      const best = where.task === "C100-resnet" || where.task === "tiny-CNN";
      const testAccuracy = best ? Math.max(...values.map(Number)) : Number(values.at(-1));
      return { labels: where, values: { testAccuracy } };
    }
    const history = values.map((value, epoch) =>
      entryOf("epoch", epoch, quantity(y.history, value)),
    );
    const labels =
      y.history === "feedback.silhouette" ? { ...where, task: "MNIST-MLP, feedback" } : where;
    return { labels, values: {}, record: recordOf(history, Number(drops[where.task ?? ""] ?? 0)) };
  });
}

function quantity(
  history: CurvesPlot["y"]["history"],
  value: number | null,
): Partial<HistoryEntry> {
  const number = value ?? Number.NaN;
  switch (history) {
    case "train.loss":
      return { train: { loss: number } };
    case "train.accuracy":
      return { train: { loss: Number.NaN, accuracy: number } };
    case "validation.accuracy":
      return {};
    case "feedback.silhouette":
      return { feedback: { silhouette: number } };
  }
}

function layersResults({ y, published }: LayersPlot): Result[] {
  return (published?.panels ?? []).map((panel) => ({
    labels: panel.where,
    values: {
      ...(panel.value === undefined ? {} : { testAccuracy: panel.value }),
      ...layersValues(panel, y.history),
    },
  }));
}

function layersValues(
  { where, epochs, values }: PublishedLayersPanel,
  history: LayerQuantity,
): Record<string, number> {
  const at = (epoch: number) => values.map((of) => of[epochs.indexOf(epoch)] ?? Number.NaN);
  const drop = Number(drops[where.task ?? ""] ?? Number.NaN);
  switch (history) {
    case "rotation.distance": {
      // Of the layers that can be read at the end.
      const ends = values.flatMap((of) => of.slice(-2).findLast((value) => value !== null) ?? []);
      return { rotationRatio: Math.max(...ends) / Math.min(...ends) };
    }
    case "rotation.angle":
      return { plateauAngle: (medianOf(at(drop)) * Math.PI) / 180 };
    case "rotation.norm": {
      const before = at(0);
      const growth = at(drop).map((norm, layer) => norm / (before[layer] ?? Number.NaN));
      return { normGrowth: medianOf(growth) };
    }
    case "gradients.norm":
    case "rotation.rate":
      return {};
  }
}

/** Figure 7's: all at one rate. */
function layerPointsResults({ where: selected = {}, published }: LayerPointsPlot): Result[] {
  return (published?.lines ?? []).map(({ where, values }) => ({
    labels: { ...where, log3Rate: Number(selected.log3Rate) },
    values: { medianDistance: medianOf(values) },
  }));
}

function percentilesResults({ published }: PercentilesPlot): Result[] {
  const history = (published?.epochs ?? []).map(({ epoch, p10, p50, p90 }) =>
    entryOf("firstStepOfEpoch", epoch, { secondMoments: { p10, p50, p90 } }),
  );
  return [{ labels: {}, values: {}, record: recordOf(history, 0) }];
}

function entryOf(at: HistoryEntry["at"], epoch: number, more: Partial<HistoryEntry>): HistoryEntry {
  return { at, epoch, step: epoch + 1, lr: 0, train: { loss: Number.NaN }, ...more };
}

function recordOf(history: readonly HistoryEntry[], drop: number): RunRecord {
  const { test: _, ...rest } = sampleRecord("0".repeat(64), 0);
  return { ...rest, spec: { schedule: { kind: "step", milestones: [drop], gamma: 0.1 } }, history };
}

function measure(figure: Figure, record: RunRecord): Record<string, number> {
  return Object.fromEntries(
    Object.entries(figure.measures).flatMap(([name, take]) => {
      const value = take(record);
      return value === undefined || !Number.isFinite(value) ? [] : [[name, value]];
    }),
  );
}
