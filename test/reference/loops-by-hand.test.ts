import "../support/one-thread.js";

import { describe, expect, it } from "vitest";
import { describeEachPath } from "./support/engine-paths.js";
import { runEngine } from "./support/engine-run.js";
import { loopByHand } from "./support/loop-by-hand.js";
import { problem, reference, TRAJECTORIES, trainingOf } from "./support/reference-data.js";
import { AFTER_ONE, AT_END, expectMeasure, expectWeights } from "./support/trajectory.js";

describe("a loop written by hand follows Python torch, and the run of the same job bit for bit", () => {
  describeEachPath((path) => {
    describe.each(TRAJECTORIES)("%s", (file) => {
      const named = reference(file).cases.map((given) => [given.name, given] as const);
      it.each(named)("%s", async (_name, given) => {
        const { initial, train } = problem(given.network);
        const loop = loopByHand(given, path);
        expectWeights(loop.afterOne, given.expected.afterOne, initial, AFTER_ONE);
        expectWeights(loop.atEnd, given.expected.atEnd, initial, AT_END);
        for (const measure of ["distance", "angle", "norm"] as const) {
          expectMeasure(loop.entries, measure, given.expected[measure], given, "float64");
        }
        // Where several batches make an update, a run adds their gradients in another order.
        if (given.accumulate !== undefined && given.accumulate > 1) return;
        const { final, entries } = await runEngine(
          { ...trainingOf(given), precision: "float64", record: { every: { steps: 1 } } },
          { train, initial },
          path,
        );
        expect(loop.atEnd).toEqual(final);
        expect(loop.entries.map(({ rotation }) => rotation)).toEqual(
          entries.map(({ rotation }) => rotation),
        );
      });
    });
  });
});
