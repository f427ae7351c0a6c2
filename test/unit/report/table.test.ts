import { expect, it } from "vitest";
import type { PointsPlot, StoredFigure } from "../../../lib/figure.js";
import { tableOf } from "../../../lib/report/plot-tables.js";
import { pointsTable } from "../../../lib/report/points-table.js";
import { cellText, csvOf, evenlySpaced } from "../../../lib/report/table.js";
import { sampleFig1, sampleRecord, sampleRotation } from "../../support/sample-report.js";

function plotOf(figure: StoredFigure): PointsPlot {
  const plot = figure.plots[0];
  if (plot?.kind !== "points") throw new Error("the sample's first plot is one of points");
  return plot;
}

it("sets our mean beside the published one, their difference and every repetition", () => {
  const figure = sampleFig1();
  const { columns, rows } = pointsTable(figure, plotOf(figure));
  expect(columns.map(({ title }) => title)).toEqual([
    "Trained layer",
    "Ours, mean",
    "Published",
    "Difference",
    "Seed 0",
    "Seed 1",
  ]);
  expect(rows).toHaveLength(10);
  expect(rows[1]?.map((cell, index) => cellText(cell, columns[index] ?? { title: "" }))).toEqual([
    "1",
    "0.7568",
    "0.7598",
    "−0.0030",
    "0.7468",
    "0.7668",
  ]);
});

it("leaves a cell empty where a run is missing", () => {
  const figure = sampleFig1();
  const runs = figure.runs.filter(({ labels }) => labels.layer !== 2 || labels.seed !== 1);
  const { columns, rows } = pointsTable({ ...figure, runs }, plotOf(figure));
  expect(rows[2]?.[5]).toBeUndefined();
  expect(cellText(rows[2]?.[5], columns[5] ?? { title: "" })).toBe("–");
});

it("tells differences to the reference in percentage points, ours and the printed ones", () => {
  const figure = sampleFig1();
  const plot = plotOf(figure);
  const { columns, rows } = pointsTable(figure, {
    ...plot,
    reference: { same: ["task"], where: { layer: 0 } },
    published: {
      title: "published",
      source: "",
      precision: "",
      series: [{ x: [0, 1], y: [0.7447, 0.7598], difference: [null, 1.51] }],
    },
  });
  const shown = rows
    .slice(0, 3)
    .map((row) =>
      row.slice(4, 6).map((cell, index) => cellText(cell, columns[index + 4] ?? { title: "" })),
    );
  expect(columns.slice(4, 6).map(({ title }) => title)).toEqual(["Δη, %", "Δη published, %"]);
  expect(shown).toEqual([
    ["–", "–"],
    ["+1.21", "+1.51"],
    ["−0.14", "–"],
  ]);
});

it("sets published curves of layers below ours, with gaps where nothing could be read", () => {
  const figure = sampleRotation();
  const [plot] = figure.plots;
  if (plot?.kind !== "layers") throw new Error("the sample's first plot is one of layers");
  const panel = { epochs: [2], values: [[null], [0.25]] };
  const panels = [
    { ...panel, where: { method: "SGD" } },
    { ...panel, where: { method: "Adam" }, read: "picture" as const },
  ];
  const published = { title: "published", source: "", precision: "", panels };
  const records = new Map(figure.runs.map(({ key }, index) => [key, sampleRecord(key, index)]));
  const { columns, rows } = tableOf(figure, { ...plot, published }, records);
  expect(columns.map(({ title }) => title).slice(0, 4)).toEqual([
    "Panel",
    "From",
    "Epochs",
    "Layer 0",
  ]);
  expect(rows[0]?.slice(0, 4)).toEqual(["SGD", "ours", 0, 0]);
  expect(rows[13]).toEqual(["SGD", "published", 2, undefined, 0.25]);
  expect(rows.at(-1)).toEqual(["Adam", "published, read off a picture", 2, undefined, 0.25]);
});

it("gives curves a row an entry and a column a layer", () => {
  const figure = sampleRotation();
  const plot = figure.plots[0];
  if (!plot) throw new Error("the sample has plots");
  const records = new Map(figure.runs.map(({ key }, index) => [key, sampleRecord(key, index)]));
  const { columns, rows } = tableOf(figure, plot, records);
  expect(columns.map(({ title }) => title).slice(0, 4)).toEqual([
    "Panel",
    "Epochs",
    "Layer 0",
    "Layer 1",
  ]);
  expect(columns).toHaveLength(2 + 11);
  expect(rows).toHaveLength(2 * (1 + 12));
  expect(rows[0]?.slice(0, 4)).toEqual(["SGD", 0, 0, 0]);
});

it("writes CSV with every digit, quoting what needs it", () => {
  const columns = [{ title: "a, b" }, { title: "c", digits: 2 }];
  const rows = [['say "x"', 0.123456789], [undefined, 1], ["short"]];
  expect(csvOf({ columns, rows })).toBe('"a, b",c\r\n"say ""x""",0.123456789\r\n,1\r\nshort,\r\n');
});

it("picks rows evenly, the first and the last among them", () => {
  const values = Array.from({ length: 1001 }, (_, index) => index);
  expect(evenlySpaced(values, 5)).toEqual([0, 250, 500, 750, 1000]);
  expect(evenlySpaced([1, 2, 3], 3)).toEqual([1, 2, 3]);
  for (const length of [201, 250, 399, 4000]) {
    expect(evenlySpaced(values.concat(values, values, values).slice(0, length), 200)).toHaveLength(
      200,
    );
  }
});
