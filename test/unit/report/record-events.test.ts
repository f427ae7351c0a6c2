import { expect, it } from "vitest";
import { recordEvents } from "../../../lib/report/record-events.js";
import { sampleRecord } from "../../support/sample-report.js";

const sample = sampleRecord("a".repeat(64), 0);
const [first] = sample.history;
if (!first) throw new Error("the sample has a history");
const layers = [
  { name: "0", parameter: "0.weight", shape: [2, 2] },
  { name: "4.branch.0", parameter: "4.branch.0.weight", shape: [2, 2] },
];
const start = Date.parse(sample.startedAt) / 1000;

it("gives loss, accuracy, lr and each layer's quantities by the run's time shared out", () => {
  const entry = {
    ...first,
    step: 40,
    lr: 0.5,
    train: { loss: 2, accuracy: 0.25, top5Accuracy: 0.75 },
    validation: { loss: 3 },
    rotation: { distance: [0.1, 0.2], angle: [0.3, 0.4], rate: [0.5, 0.6], norm: [7, 8] },
    gradients: { norm: [9, 10] },
    secondMoments: { p10: [1, 2], p50: [3, 4], p90: [5, 6] },
    feedback: { silhouette: -0.5 },
  };
  const events = recordEvents({ ...sample, layers, step: 80, seconds: 10, history: [entry] });
  expect(events.map(({ step, wallTime }) => [step, wallTime - start])).toEqual([
    [40, 5],
    [80, 10],
  ]);
  expect(Object.fromEntries(events[0]?.scalars ?? [])).toEqual({
    "loss/train": 2,
    "accuracy/train": 0.25,
    "top5_accuracy/train": 0.75,
    "loss/validation": 3,
    lr: 0.5,
    "rotation_distance/00_0": 0.1,
    "rotation_distance/01_4.branch.0": 0.2,
    "rotation_angle/00_0": 0.3,
    "rotation_angle/01_4.branch.0": 0.4,
    "rotation_rate/00_0": 0.5,
    "rotation_rate/01_4.branch.0": 0.6,
    "weight_norm/00_0": 7,
    "weight_norm/01_4.branch.0": 8,
    "gradient_norm/00_0": 9,
    "gradient_norm/01_4.branch.0": 10,
    "second_moment_p10/00_0": 1,
    "second_moment_p10/01_4.branch.0": 2,
    "second_moment_p50/00_0": 3,
    "second_moment_p50/01_4.branch.0": 4,
    "second_moment_p90/00_0": 5,
    "second_moment_p90/01_4.branch.0": 6,
    "feedback/silhouette": -0.5,
  });
  expect(Object.fromEntries(events[1]?.scalars ?? [])).toEqual({
    "loss/test": 0.3,
    "accuracy/test": 0.94,
  });
});

it("keeps means within an epoch apart, and of two entries after one update the first", () => {
  const at = (kind: "step" | "epoch", loss: number, angle: number) => ({
    ...first,
    at: kind,
    train: { loss },
    rotation: { angle: [angle] },
  });
  const { test: _, ...untested } = sample;
  const history = [at("step", 2, 0.5), at("epoch", 3, 0)];
  const events = recordEvents({ ...untested, layers, history });
  expect(events.map(({ scalars }) => Object.fromEntries(scalars))).toEqual([
    { "loss/train_so_far_in_epoch": 2, lr: 0.0123, "rotation_angle/00_0": 0.5 },
    { "loss/train": 3 },
  ]);
});

it("gives nothing of a run that has not begun", () => {
  const { test: _, ...untested } = sample;
  expect(recordEvents({ ...untested, history: [] })).toEqual([]);
});
