import { expect, it } from "vitest";
import type { CurvesPlot, ExactPlot, PercentilesPlot, Plot } from "../../../lib/figure.js";
import { tableOf } from "../../../lib/report/plot-tables.js";
import { cellText } from "../../../lib/report/table.js";
import { sampleRecord, sampleRotation } from "../../support/sample-report.js";

const figure = sampleRotation();
const keys = figure.runs.map(({ key }) => key);
const records = new Map(keys.map((key, index) => [key, sampleRecord(key, index)]));
const origin = { source: "the paper", precision: "exact" };

const curves: CurvesPlot = {
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

it("sets curves beside the published ones in the order of epochs, with their difference", () => {
  const { head, rows } = shown(curves);
  expect(head).toEqual(["Method", "Epochs", "Loss, ours", "Published", "Difference"]);
  expect(rows.slice(0, 3)).toEqual([
    ["SGD", "0", "–", "3", "–"],
    ["SGD", "1", "2", "–", "–"],
    ["SGD", "2", "1", "0.875", "+0.125"],
  ]);
  expect(rows.at(-1)).toEqual(["SGD", "99", "–", "0.01", "–"]);
});

it("says of curves no more than there is where nothing was published", () => {
  const { published: _, ...own } = curves;
  expect(shown(own).head).toEqual(["Method", "Epochs", "Loss"]);
});

const percentiles: PercentilesPlot = {
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

it("sets every percentile beside the published one, also where networks differ in depth", () => {
  const [key = ""] = keys;
  const record = sampleRecord(key, 0);
  const secondMoments = { p10: [1e-9, 2e-8], p50: [1e-9, 2e-7], p90: [4e-9, 2e-6] };
  const history = record.history.map((entry) => ({
    ...entry,
    at: "firstStepOfEpoch" as const,
    secondMoments,
  }));
  const { head, rows } = shown(percentiles, new Map([[key, { ...record, history }]]));
  expect(head).toEqual([
    ...["Epoch", "Layer", "10 %, ours", "Published", "Difference"],
    ...["Median, ours", "Published", "Difference", "90 %, ours", "Published", "Difference"],
  ]);
  expect(rows).toEqual([
    ["0", "0", "1e-9", "1e-9", "0", "1e-9", "2e-9", "−1e-9", "4e-9", "3e-9", "+1e-9"],
    [
      "0",
      "1",
      "2e-8",
      "1e-8",
      "+1e-8",
      "2e-7",
      "1e-7",
      "+1e-7",
      "0.000002",
      "0.000001",
      "+0.000001",
    ],
    ["0", "2", "–", "2", "–", "–", "3", "–", "–", "4", "–"],
    ["50", "0", "–", "5", "–", "–", "6", "–", "–", "7", "–"],
  ]);
});

const exact: ExactPlot = {
  kind: "exact",
  id: "multipliers",
  title: "",
  x: { title: "Depth" },
  y: { title: "" },
  series: "alpha",
  lines: [{ name: "0.6", panel: "First", x: [0, 1], y: [1, 0.5], published: [1, 0.5003] }],
  published: origin,
};

it("sets what a formula gives beside what was published", () => {
  const { head, rows } = shown(exact);
  expect(head).toEqual(["Panel", "alpha", "Depth", "Ours", "Published", "Difference"]);
  expect(rows[1]).toEqual(["First", "0.6", "1", "0.5", "0.5003", "−0.000300"]);
});

/** A table as the page shows it. */
function shown(plot: Plot, of = records) {
  const { columns, rows } = tableOf(figure, plot, of);
  return {
    head: columns.map(({ title }) => title),
    rows: rows.map((row) => columns.map((column, index) => cellText(row[index], column))),
  };
}
