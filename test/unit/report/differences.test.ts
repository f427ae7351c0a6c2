import { expect, it } from "vitest";
import type { FigureRun } from "../../../lib/figure.js";
import { differenceTo } from "../../../lib/report/differences.js";
import { sampleFig1 } from "../../support/sample-report.js";

const run = (task: string, method: string, seed: number, accuracy?: number): FigureRun => ({
  key: "",
  labels: { task, method, seed },
  status: "finished",
  values: accuracy === undefined ? {} : { accuracy },
});
const runs = [
  run("A", "Layca", 0, 0.8),
  run("A", "Layca", 1, 0.9),
  run("A", "SGD", 0, 0.7),
  run("A", "SGD", 1, 0.76),
  run("B", "Layca", 0, 0.1),
  run("B", "SGD", 0),
];
const figure = { ...sampleFig1(), runs };
const reference = { same: ["task"], where: { method: "Layca" } };
const of = (task: string, method: string) =>
  differenceTo(
    figure,
    reference,
    "accuracy",
    runs.filter(({ labels }) => labels.task === task && labels.method === method),
  );

it("is the mean less the mean of the same task's reference, in percentage points", () => {
  expect(of("A", "SGD")).toBeCloseTo(-12, 10);
});

it("is none of the reference itself, nor where one of both was not measured", () => {
  expect(of("A", "Layca")).toBeUndefined();
  expect(of("B", "SGD")).toBeUndefined();
  expect(of("C", "SGD")).toBeUndefined();
});
