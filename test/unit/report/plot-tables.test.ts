import { expect, it } from "vitest";
import type { Plot } from "../../../lib/figure.js";
import { tableOf } from "../../../lib/report/plot-tables.js";
import { cellText } from "../../../lib/report/table.js";
import {
  exactMultipliers,
  lossCurves,
  momentPercentiles,
  withMoments,
} from "../../support/sample-plots.js";
import { sampleRecord, sampleRotation } from "../../support/sample-report.js";

const figure = sampleRotation();
const keys = figure.runs.map(({ key }) => key);
const records = new Map(keys.map((key, index) => [key, sampleRecord(key, index)]));

it("sets curves beside the published ones in the order of epochs, with their difference", () => {
  const { head, rows } = shown(lossCurves);
  expect(head).toEqual(["Method", "Epochs", "Loss, ours", "Published", "Difference"]);
  expect(rows.slice(0, 3)).toEqual([
    ["SGD", "0", "–", "3", "–"],
    ["SGD", "1", "2", "–", "–"],
    ["SGD", "2", "1", "0.875", "+0.125"],
  ]);
  expect(rows.at(-1)).toEqual(["SGD", "99", "–", "0.01", "–"]);
});

it("says of curves no more than there is where nothing was published", () => {
  const { published: _, ...own } = lossCurves;
  expect(shown(own).head).toEqual(["Method", "Epochs", "Loss"]);
});

it("sets every percentile beside the published one, also where networks differ in depth", () => {
  const [key = ""] = keys;
  const { head, rows } = shown(
    momentPercentiles,
    new Map([[key, withMoments(sampleRecord(key, 0))]]),
  );
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

it("sets what a formula gives beside what was published", () => {
  const { head, rows } = shown(exactMultipliers);
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
