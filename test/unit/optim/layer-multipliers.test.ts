import { expect, test } from "vitest";
import { layerMultipliers } from "../../../lib/optim/index.js";
import { refusal } from "../../support/refusal.js";

test("alpha > 0 slows the first layers: (1 − α)^(5(L−1−l)/(L−1))", () => {
  expect(layerMultipliers(0.6, 6)).toEqual([5, 4, 3, 2, 1, 0].map((power) => 0.4 ** power));
});

test("alpha < 0 slows the last: (1 + α)^(5l/(L−1))", () => {
  expect(layerMultipliers(-0.6, 6)).toEqual([0, 1, 2, 3, 4, 5].map((power) => 0.4 ** power));
});

test("alpha 0, or a single layer, changes nothing", () => {
  expect(layerMultipliers(0, 3)).toEqual([1, 1, 1]);
  expect(layerMultipliers(0.5, 1)).toEqual([1]);
  expect(layerMultipliers(-0.5, 1)).toEqual([1]);
});

test.each<[number, number, string]>([
  [1, 3, "alpha: expected a number > -1 and < 1 but received 1"],
  [Number.NaN, 3, "alpha: expected a number > -1 and < 1 but received NaN"],
  [0, 0, "layers: expected an integer ≥ 1 but received 0"],
  [0, 1.5, "layers: expected an integer ≥ 1 but received 1.5"],
])("refuses alpha %d of %d layers", (alpha, layers, message) => {
  expect(refusal(() => layerMultipliers(alpha, layers))).toBe(message);
});
