import { expect, it } from "vitest";
import fig01 from "../../../../lib/experiments/figures/fig01.js";
import { Results } from "../../../../lib/experiments/results.js";

const layers = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];

function judged(trainAccuracy: number, slope: number) {
  const results = new Results(
    layers.map((layer) => ({
      labels: { layer, seed: 0 },
      values: { trainAccuracy, testAccuracy: 0.75 - slope * layer },
    })),
  );
  return (fig01.claims.paper ?? []).slice(0, 3).map((claim) => claim.judge(results));
}

it("holds when every run learns its images and accuracy falls with depth", () => {
  expect(judged(1, 0.02)).toEqual([
    { holds: true, measured: "lowest 100.0 % (layer 0, seed 0); the mean of its seeds 100.0 %" },
    { holds: true, measured: "0.7500 − 0.5700 = 0.1800" },
    { holds: true, measured: "0.73, 0.71, 0.69, 0.67, 0.65, 0.63, 0.61, 0.59, 0.57" },
  ]);
});

it("does not hold one image below, or at a gap of .1", () => {
  expect(judged(0.98, 0.1 / 9).map(({ holds }) => holds)).toEqual([false, false, true]);
});

it("asks at reduced scale for 98 % of every run", () => {
  const judge = (trainAccuracy: number) =>
    fig01.claims.reduced?.[0]?.judge(
      new Results([{ labels: { layer: 9, seed: 0 }, values: { trainAccuracy } }]),
    ).holds;
  expect(judge(0.98)).toBe(true);
  expect(judge(0.97)).toBe(false);
});

it("agrees with the published means within three units of our error, and says how far apart they are", () => {
  const [published] = fig01.plots.flatMap((plot) =>
    plot.kind === "points" ? (plot.published?.series ?? []) : [],
  );
  const judge = (shift: number) => {
    // Two runs ∓.01 about the mean: their standard error is .01, a unit .01414.
    const results = layers.flatMap((layer) =>
      [-0.01, 0.01].map((spread, seed) => ({
        labels: { layer, seed },
        values: { trainAccuracy: 1, testAccuracy: Number(published?.y[layer]) + shift + spread },
      })),
    );
    return fig01.claims.paper?.at(-1)?.judge(new Results(results));
  };
  const units = (text: string) => `layers 0 to 9: ${layers.map(() => text).join(", ")}`;
  expect(judge(0.04)).toEqual({ holds: true, measured: units("2.8") });
  expect(judge(-0.045)).toEqual({ holds: false, measured: units("-3.2") });
});

it("draws the published means exactly", () => {
  const [plot] = fig01.plots;
  expect(plot?.kind === "points" && plot.published?.series[0]?.y).toEqual([
    0.7447, 0.75982, 0.74933, 0.73116, 0.70605, 0.68272, 0.6565, 0.63084, 0.60455, 0.57519,
  ]);
});
