import { expect, it } from "vitest";
import rotation from "../../../../lib/experiments/figures/rotation.js";
import { Results } from "../../../../lib/experiments/results.js";

it("holds when both methods learn and Layca turns the layers three times as evenly", () => {
  const results = (layca: number) =>
    new Results([
      { labels: { method: "SGD", seed: 0 }, values: { testAccuracy: 0.94, rotationRatio: 27 } },
      {
        labels: { method: "Layca", seed: 0 },
        values: { testAccuracy: 0.95, rotationRatio: layca },
      },
    ]);
  expect(rotation.claims.paper?.map((claim) => claim.judge(results(2.7)))).toEqual([
    { holds: true, measured: "lowest 0.9400 (SGD)" },
    { holds: true, measured: "2.7 under Layca, 27.0 under SGD" },
  ]);
  expect(rotation.claims.paper?.[1]?.judge(results(10)).holds).toBe(false);
});
