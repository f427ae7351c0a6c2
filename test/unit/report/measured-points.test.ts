import { expect, it } from "vitest";
import type { FigureRun, PointsPlot } from "../../../lib/figure.js";
import { meansByX, pointsLines } from "../../../lib/report/measured-points.js";
import { sampleFig1 } from "../../support/sample-report.js";

it("means the repetitions of each label", () => {
  const [first, second] = meansByX([
    { x: 0, seed: 0, value: 0.7 },
    { x: 1, seed: 0, value: 0.5 },
    { x: 0, seed: 1, value: 0.8 },
  ]);
  expect(first?.mean).toBeCloseTo(0.75, 12);
  expect(second).toEqual({ x: 1, mean: 0.5 });
});

const plot: PointsPlot = {
  kind: "points",
  id: "accuracy",
  title: "",
  panels: ["task"],
  series: "method",
  x: { label: "layer", title: "" },
  y: { measure: "accuracy", title: "" },
  published: {
    title: "published",
    source: "",
    precision: "",
    series: [
      { where: { task: "a", method: "SGD" }, x: [0, 1], y: [0.7, null] },
      { where: { task: "b", method: "SGD" }, x: [0], y: [0.9] },
    ],
  },
};

it("makes a line of each panel and series, with what was published beside it or alone", () => {
  const run = (labels: FigureRun["labels"], accuracy: number): FigureRun => ({
    key: "0".repeat(64),
    status: "finished",
    labels,
    values: { accuracy },
  });
  const none = new Map();
  const runs = [
    run({ task: "a", method: "SGD", layer: 0, seed: 0 }, 0.6),
    run({ task: "a", method: "Layca", layer: 0, seed: 0 }, 0.8),
    run({ task: "a", method: "Layca", rate: 1, seed: 0 }, 0.1),
  ];
  expect(pointsLines({ ...sampleFig1(), runs }, plot)).toEqual([
    {
      panel: "a",
      name: "SGD",
      points: [{ x: 0, seed: 0, value: 0.6 }],
      published: [{ x: 0, y: 0.7 }],
      differences: none,
    },
    {
      panel: "a",
      name: "Layca",
      points: [{ x: 0, seed: 0, value: 0.8 }],
      published: [],
      differences: none,
    },
    {
      panel: "b, published",
      name: "SGD",
      points: [],
      published: [{ x: 0, y: 0.9 }],
      differences: none,
    },
  ]);
});

it("differs from the mean of the reference, point by point, beside the printed differences", () => {
  const run = (method: string, seed: number, accuracy: number): FigureRun => ({
    key: "0".repeat(64),
    status: "finished",
    labels: { task: "a", method, seed },
    values: { accuracy },
  });
  const runs = [run("Layca", 0, 0.8), run("Layca", 1, 0.9), run("SGD", 0, 0.75)];
  const { series: _, ...rest } = plot;
  const [line] = pointsLines(
    { ...sampleFig1(), runs },
    {
      ...rest,
      x: { label: "method", title: "" },
      reference: { same: ["task"], where: { method: "Layca" } },
      published: {
        title: "published",
        source: "",
        precision: "",
        series: [
          {
            where: { task: "a" },
            x: ["Layca", "SGD"],
            y: [0.8845, 0.7968],
            difference: [null, -8.77],
          },
        ],
      },
    },
  );
  expect([...(line?.differences ?? [])]).toEqual([["SGD", expect.closeTo(-10, 10)]]);
  expect(line?.published).toEqual([
    { x: "Layca", y: 0.8845 },
    { x: "SGD", y: 0.7968, difference: -8.77 },
  ]);
});
