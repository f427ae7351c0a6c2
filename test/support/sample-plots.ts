import type {
  CurvesPlot,
  ExactPlot,
  LayerPointsPlot,
  PercentilesPlot,
  PointsPlot,
} from "../../lib/figure.js";
import type { RunRecord } from "../../lib/record.js";

// Plots of the runs of `sampleRotation` beside made-up published numbers: the kinds that the sample itself has none of.

const origin = { source: "the paper", precision: "exact" };

/** The loss of one method, beside a longer published curve. */
export const lossCurves: CurvesPlot = {
  kind: "curves",
  id: "loss",
  title: "",
  where: { method: "SGD" },
  series: { label: "method", title: "Method" },
  y: { history: "train.loss", title: "Loss" },
  published: {
    title: "published",
    ...origin,
    series: [{ where: { method: "SGD" }, x: [0, 2, 99], y: [3, 0.875, 0.01] }],
  },
};

/** Of a network deeper than the sample's, and at an epoch that it has not seen. */
export const momentPercentiles: PercentilesPlot = {
  kind: "percentiles",
  id: "moments",
  title: "",
  epochs: [0],
  y: { title: "" },
  published: {
    title: "published",
    ...origin,
    epochs: [
      { epoch: 0, p10: [1e-9, 1e-8, 2], p50: [2e-9, 1e-7, 3], p90: [3e-9, 1e-6, 4] },
      { epoch: 50, p10: [5], p50: [6], p90: [7] },
    ],
  },
};

export const exactMultipliers: ExactPlot = {
  kind: "exact",
  id: "multipliers",
  title: "",
  x: { title: "Depth" },
  y: { title: "" },
  series: "alpha",
  lines: [{ name: "0.6", panel: "First", x: [0, 1], y: [1, 0.5], published: [1, 0.5003] }],
  published: origin,
};

/** By name, one line for each task. */
export const methodPoints: PointsPlot = {
  kind: "points",
  id: "methods",
  title: "",
  x: { label: "method", title: "Method" },
  y: { measure: "testAccuracy", title: "Test accuracy", unit: "percent" },
  series: "task",
};

/** What was published alone: the sample's runs have no measure of layers. */
export const publishedAngles: LayerPointsPlot = {
  kind: "layerPoints",
  id: "angles",
  title: "",
  series: { label: "method", title: "Method" },
  y: { layerMeasure: "angles", title: "Angle", unit: "degrees", scale: "log" },
  expected: { title: "√(2ηλ)", levels: [] },
  published: {
    title: "published",
    ...origin,
    lines: [{ where: { method: "SGD" }, values: [0.01, 0.02] }],
  },
};

/** A record with second moments of two layers, as the percentiles draw them. */
export function withMoments(record: RunRecord): RunRecord {
  const secondMoments = { p10: [1e-9, 2e-8], p50: [1e-9, 2e-7], p90: [4e-9, 2e-6] };
  const history = record.history.map((entry) => ({
    ...entry,
    at: "firstStepOfEpoch" as const,
    secondMoments,
  }));
  return { ...record, history };
}
