import { expect, it } from "vitest";
import type { LayerPointsPlot, StoredFigure } from "../../../lib/figure.js";
import { layerLines } from "../../../lib/report/layer-lines.js";
import { tableOf } from "../../../lib/report/plot-tables.js";
import { sampleRotation } from "../../support/sample-report.js";

const plot: LayerPointsPlot = {
  kind: "layerPoints",
  id: "angles",
  title: "",
  panels: ["task"],
  series: { label: "method", title: "Method" },
  y: { layerMeasure: "angle", title: "Angle" },
  expected: {
    title: "formula",
    levels: [
      { where: { task: "another", method: "SGD" }, value: 1 },
      { where: { method: "SGD" }, value: 0.25 },
    ],
  },
};
const sample = sampleRotation();
const [sgd, layca] = sample.runs;
if (!sgd || !layca) throw new Error("the sample has two runs");
const figure: StoredFigure = {
  ...sample,
  runs: [
    { ...sgd, layerValues: { angle: [0.1, 0.4] } },
    { ...sgd, labels: { ...sgd.labels, seed: 1 }, layerValues: { angle: [0.3, 0.4] } },
    { ...layca, layerValues: { angle: [0.5, 0.5] } },
    { ...layca, labels: { ...layca.labels, method: "Adam" } },
  ],
};

it("are means over the seeds by layer, of the runs that have the measure, with what is expected of them", () => {
  expect(layerLines(figure, plot)).toEqual([
    { panel: "MNIST-MLP", from: "ours", name: "SGD", values: [0.2, 0.4], expected: 0.25 },
    { panel: "MNIST-MLP", from: "ours", name: "Layca", values: [0.5, 0.5], expected: undefined },
  ]);
});

it("are in degrees where the plot says so, formula and all", () => {
  const [line] = layerLines(figure, { ...plot, y: { ...plot.y, unit: "degrees" } });
  expect(line?.values[1]).toBeCloseTo(22.918, 3);
  expect(line?.expected).toBeCloseTo(14.324, 3);
});

it("have the published ones below ours of their panel, those of other panels last", () => {
  const line = (task: string, values: number[]) => ({ where: { task, method: "SGD" }, values });
  const lines = [line("another", [1]), line("MNIST-MLP", [2])];
  const published = { title: "published", source: "", precision: "", lines };
  const drawn = layerLines(figure, { ...plot, published });
  expect(drawn.map(({ panel, from, name }) => `${panel} ${from} ${name}`)).toEqual([
    "MNIST-MLP ours SGD",
    "MNIST-MLP ours Layca",
    "MNIST-MLP published SGD",
    "another published SGD",
  ]);
  const { columns, rows } = tableOf(figure, { ...plot, published }, new Map());
  expect(columns[1]?.title).toBe("From");
  expect(rows.at(-1)).toEqual(["another", "published", "SGD", 0, 1, undefined]);
});

it("make a row for each layer", () => {
  const { columns, rows } = tableOf(figure, plot, new Map());
  expect(columns.map(({ title }) => title)).toEqual([
    "Panel",
    "Method",
    "Layer",
    "Angle",
    "formula",
  ]);
  expect(rows[1]).toEqual(["MNIST-MLP", "SGD", 1, 0.4, 0.25]);
  expect(rows[3]).toEqual(["MNIST-MLP", "Layca", 1, 0.5, undefined]);
});
