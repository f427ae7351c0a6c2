import { expect, it } from "vitest";
import type { PercentilesPlot } from "../../../lib/figure.js";
import { percentilesPanels } from "../../../lib/report/layer-percentiles.js";
import { sampleRecord, sampleRotation } from "../../support/sample-report.js";

const figure = sampleRotation();
const moments = { p10: [1, 2], p50: [3, 4], p90: [5, 6] };
const plot: PercentilesPlot = {
  kind: "percentiles",
  id: "moments",
  title: "",
  epochs: [2, 50],
  y: { title: "" },
  published: { title: "", source: "", precision: "", epochs: [{ epoch: 2, ...moments }] },
};

it("draws the epochs that the first run has seen, then the published ones", () => {
  const key = figure.runs[0]?.key ?? "";
  const record = sampleRecord(key, 0);
  const history = record.history.map((entry) => ({
    ...entry,
    at: "firstStepOfEpoch" as const,
    secondMoments: { ...moments, p50: [entry.epoch, 1] },
  }));
  expect(percentilesPanels(figure, plot, new Map([[key, { ...record, history }]]))).toEqual([
    { from: "ours", title: "epoch 2", epoch: 2, ...moments, p50: [2, 1] },
    { from: "published", title: "epoch 2, published", epoch: 2, ...moments },
  ]);
});

it("draws the published ones alone where no run has a record", () => {
  expect(percentilesPanels(figure, plot, new Map()).map(({ from }) => from)).toEqual(["published"]);
});
