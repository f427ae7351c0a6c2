import { expect, it } from "vitest";
import { learnsItsImages } from "../../../lib/experiments/learning-claims.js";
import { Results } from "../../../lib/experiments/results.js";

const run = (task: string, layer: number, seed: number, trainAccuracy: number) => ({
  labels: { task, layer, seed },
  values: { trainAccuracy },
});
const results = new Results([
  run("a", 0, 0, 1),
  run("a", 9, 0, 0.98),
  run("a", 9, 1, 1),
  run("b", 0, 0, 0.5),
]);

it("judges every single run of those asked for, and tells the mean over the seeds of the lowest", () => {
  const where = { task: "a" };
  expect(learnsItsImages("", { where, least: 0.98 }).judge(results)).toEqual({
    holds: true,
    measured: "lowest 98.0 % (layer 9, seed 0); the mean of its seeds 99.0 %",
  });
  expect(learnsItsImages("", { where, least: 0.985 }).judge(results).holds).toBe(false);
  expect(learnsItsImages("", { least: 0.98 }).judge(results).holds).toBe(false);
});
