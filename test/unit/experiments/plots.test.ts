import { expect, it } from "vitest";
import { accuraciesPlot, inUnit, taskByTask } from "../../../lib/experiments/plots.js";
import type { PublishedLayersPanel } from "../../../lib/figure.js";

const panel = (task: string, method: string, more: Partial<PublishedLayersPanel> = {}) => ({
  where: { task, method },
  epochs: [1],
  values: [[0.1], [null]],
  ...more,
});

it("puts accuracies beside Layca's published one, task by task, with the printed differences", () => {
  const { published, reference } = accuraciesPlot("id", "title", [
    panel("C10-CNN1", "SGD", { value: 0.7968, difference: -8.77 }),
    panel("C10-CNN1", "SGD + L2", { value: 0.8815, difference: -0.3 }),
    panel("tiny-CNN", "SGD", { value: 0.4226 }),
  ]);
  expect(published?.series).toEqual([
    {
      where: { task: "C10-CNN1" },
      x: ["Layca", "SGD", "SGD + L2"],
      y: [0.8845, 0.7968, 0.8815],
      difference: [null, -8.77, -0.3],
    },
    {
      where: { task: "tiny-CNN" },
      x: ["Layca", "SGD"],
      y: [0.5089, 0.4226],
      difference: [null, null],
    },
  ]);
  expect(reference).toEqual({ same: ["task"], where: { method: "Layca" } });
});

it("converts what was read, and leaves gaps", () => {
  const [converted] = inUnit([panel("a", "b")], (value) => value / 3);
  expect(converted?.values).toEqual([[0.03333], [null]]);
});

it("orders panels by task, each task's as they are", () => {
  const ordered = taskByTask([panel("a", "1"), panel("b", "1"), panel("a", "2")]);
  expect(ordered.map(({ where }) => `${where.task}${where.method}`)).toEqual(["a1", "a2", "b1"]);
});
