import { expect, it } from "vitest";
import type { CurvesPlot, StoredFigure } from "../../../lib/figure.js";
import { runCurves } from "../../../lib/report/run-curves.js";
import { sampleRecord, sampleRotation } from "../../support/sample-report.js";

const figure = sampleRotation();
const records = new Map(figure.runs.map(({ key }, index) => [key, sampleRecord(key, index)]));
const plot: CurvesPlot = {
  kind: "curves",
  id: "loss",
  title: "",
  panels: ["task"],
  series: { label: "method", title: "" },
  y: { history: "train.loss", title: "" },
  published: {
    title: "published",
    source: "",
    precision: "",
    series: [
      { where: { task: "MNIST-MLP", method: "SGD" }, x: [1, 2, 3], y: [2.5, null, 2] },
      { where: { task: "C10-CNN1", method: "SGD" }, x: [1], y: [3] },
    ],
  },
};

it("makes a line of each value of the label, with what was published of the same runs", () => {
  const [sgd, layca] = runCurves(figure, plot, records);
  expect(sgd).toMatchObject({ panel: "MNIST-MLP", name: "SGD" });
  expect(sgd?.points).toHaveLength(12);
  expect(sgd?.points[1]).toEqual({ epoch: 2, value: 1 });
  expect(sgd?.published).toEqual([
    { epoch: 1, value: 2.5 },
    { epoch: 3, value: 2 },
  ]);
  expect(layca?.published).toEqual([]);
});

it("gives what was published of other runs panels of their own", () => {
  expect(runCurves(figure, plot, records).at(-1)).toEqual({
    panel: "C10-CNN1, published",
    name: "SGD",
    points: [],
    published: [{ epoch: 1, value: 3 }],
  });
});

it("means the seeds, and leaves out runs without the label or a record", () => {
  const [first] = figure.runs;
  if (!first) throw new Error("the sample has runs");
  const again = { ...first, key: "f".repeat(64), labels: { ...first.labels, seed: 1 } };
  const other = { ...first, labels: { task: "MNIST-MLP", layer: 1 } };
  const runs: StoredFigure["runs"] = [first, again, other];
  const doubled = sampleRecord(again.key, 0);
  const history = doubled.history.map((entry) => ({ ...entry, train: { loss: 4 } }));
  const both = new Map([...records, [again.key, { ...doubled, history }]]);
  const { published: _, ...own } = plot;
  const lines = runCurves({ ...figure, runs }, own, both);
  expect(lines).toHaveLength(1);
  expect(lines[0]?.points[0]).toEqual({ epoch: 1, value: 3 });
});

it("leaves out lines without a number, so that no panel stands empty", () => {
  const watched = { ...plot, y: { history: "validation.accuracy", title: "" } } as const;
  expect(
    runCurves(figure, watched, records).map(({ panel, published }) => [panel, published]),
  ).toEqual([
    [
      "MNIST-MLP",
      [
        { epoch: 1, value: 2.5 },
        { epoch: 3, value: 2 },
      ],
    ],
    ["C10-CNN1, published", [{ epoch: 1, value: 3 }]],
  ]);
});
