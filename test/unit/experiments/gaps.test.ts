import { expect, it } from "vitest";
import { accuracyGap, meanGaps, relativeGaps } from "../../../lib/experiments/gaps.js";
import { Results } from "../../../lib/experiments/results.js";
import { sampleRecord } from "../../support/sample-report.js";

/** A run whose losses are those given. */
function run(method: string, losses: readonly number[]) {
  const record = sampleRecord("0".repeat(64), 0);
  const history = record.history
    .slice(0, losses.length)
    .map((entry, epoch) => ({ ...entry, train: { loss: losses[epoch] ?? 0 } }));
  return { labels: { method, seed: 0 }, values: {}, record: { ...record, history } };
}

const results = new Results([run("a", [9, 3, 2]), run("b", [9, 2, 4]), run("c", [9, 2, 4])]);

it("takes relative gaps of the epochs asked for", () => {
  expect(relativeGaps(results, [1, 3], "a", "b")).toEqual([0.5, 0.5]);
});

it("judges every pair by its mean gap", () => {
  const pairs = [
    ["a", "b"],
    ["c", "b"],
  ] as const;
  expect(meanGaps(results, [1, 3], pairs, (gap) => gap < 0.1)).toEqual({
    holds: false,
    measured: "0.5 (a), 0 (c)",
  });
  expect(() => meanGaps(results, [3, 9], pairs, () => true)).toThrow(
    "no epochs of a and b to compare",
  );
});

it("means the distance of training accuracies, and has nothing to say of epochs that are not there", () => {
  const accurate = (method: string, accuracies: readonly number[]) => {
    const { record, ...rest } = run(method, accuracies);
    const history = record.history.map((entry, epoch) => ({
      ...entry,
      train: { loss: 0, accuracy: accuracies[epoch] ?? 0 },
    }));
    return { ...rest, record: { ...record, history } };
  };
  const both = new Results([accurate("a", [0.1, 0.5, 0.75]), accurate("b", [0.9, 0.25, 0.5])]);
  expect(accuracyGap(both, [1, 3], ["a", "b"])).toBe(0.25);
  expect(() => accuracyGap(both, [3, 9], ["a", "b"])).toThrow("no epochs of a and b to compare");
});
