import { expect, it } from "vitest";
import { Results } from "../../../lib/experiments/results.js";
import {
  turnEvenly,
  turnMoreEvenly,
  turnUnevenly,
} from "../../../lib/experiments/rotation-claims.js";

const results = new Results([
  { labels: { method: "a" }, values: { rotationRatio: 2 } },
  { labels: { method: "b" }, values: { rotationRatio: 4.5 } },
  { labels: { method: "c" }, values: { rotationRatio: 10 } },
]);
const [a, b, c] = [{ method: "a" }, { method: "b" }, { method: "c" }];

it("judges by the ratio of the farthest to the nearest layer", () => {
  expect(turnUnevenly("", b, 4).judge(results)).toEqual({ holds: true, measured: "4.5" });
  expect(turnUnevenly("", b, 4.5).judge(results).holds).toBe(false);
  expect(turnEvenly("", [a, b], 5).judge(results)).toEqual({ holds: true, measured: "2, 4.5" });
  expect(turnEvenly("", [a, b], 4.5).judge(results).holds).toBe(false);
});

it("compares ratios, the least of the others deciding", () => {
  expect(turnMoreEvenly("", a, [b, c], 2).judge(results)).toEqual({
    holds: true,
    measured: "2 against 4.5, 10",
  });
  expect(turnMoreEvenly("", a, [b, c], 3).judge(results).holds).toBe(false);
});
