import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { OptimizerInput } from "../../lib/optim/index.js";
import { COMBINATIONS, decays, forEvery, RULES } from "./support/combinations.js";
import { Draws, trials } from "./support/drawn-tensors.js";
import { describeEachPath } from "./support/engine-paths.js";
import { larsStep, laycaSteps, normalizedStep } from "./support/literal-steps.js";
import { PlainOptimizer } from "./support/plain-optimizer.js";
import { expectClose, PRECISIONS, UNIT } from "./support/precision.js";
import { combine, norm } from "./support/vectors.js";

const RATE = 3 ** -3;
const SIZES = [1e30, 1, 1e-30];

/** 2^-12 times the smallest normal number: 11 bits of float32 are left. */
const DENORMAL = { float32: 2 ** -138, float64: 2 ** -1034 };

const plainSgd = RULES.filter((rule) => rule.spec.kind === "sgd" && !decays(rule));

describeEachPath((path) => {
  describe.each(PRECISIONS)("%s", (precision) => {
    const arithmetic = { path, precision };

    it.each(SIZES.flatMap((w) => SIZES.map((g) => [w, g] as const)))(
      "a kernel of size %d and a gradient of size %d move as defined",
      (sizeOfKernel, sizeOfGradient) => {
        const base = { kind: "sgd", lr: 1 } as const;
        fc.assert(
          fc.property(trials, ({ seed, rows, columns }) => {
            const draws = new Draws(seed, precision);
            const kernel = draws.parameter([rows, columns], sizeOfKernel);
            const w = kernel.values;
            const g = draws.values(w.length, sizeOfGradient);
            const expectMoved = (spec: OptimizerInput, expected: readonly number[]) => {
              const optimizer = new PlainOptimizer(spec, [kernel], arithmetic);
              optimizer.step([g]);
              expectClose(optimizer.first(), expected, 64 * UNIT[precision], spec.kind);
            };
            const turn = { rate: RATE, radius: norm(w), arc: "tangent" } as const;
            const longest = (1 + 1e-4) * norm(w);
            const lars = { kind: "lars", base, rate: RATE, normGrowth: 1e-4 } as const;
            expectMoved(base, combine(1, w, -1, g));
            expectMoved({ kind: "layca", base, rate: RATE }, laycaSteps(w, g, turn));
            expectMoved(lars, larsStep(w, g, RATE, longest));
            expectMoved({ kind: "normalized", base, rate: RATE }, normalizedStep(w, g, RATE));
          }),
          { numRuns: 10 },
        );
      },
    );

    it("denormal gradients break no step", () => {
      forEvery(COMBINATIONS, ({ name, spec }, { seed, rows, columns }) => {
        const draws = new Draws(seed, precision);
        const kernel = draws.parameter([rows, columns]);
        const optimizer = new PlainOptimizer(spec, [kernel], arithmetic);
        optimizer.step(draws.gradients([kernel], DENORMAL[precision]));
        optimizer.step(draws.gradients([kernel], DENORMAL[precision]));
        expect(optimizer.first().every(Number.isFinite), name).toBe(true);
      });
    });

    // Squares of float64's denormals vanish, as those of a zero step.
    it.runIf(precision === "float32")("denormal gradients keep their direction under layca", () => {
      fc.assert(
        fc.property(
          fc.constantFrom(...plainSgd),
          trials,
          ({ name, spec }, { seed, rows, columns }) => {
            const draws = new Draws(seed, precision);
            const kernel = draws.parameter([rows, columns]);
            const [gradient = []] = draws.gradients([kernel], DENORMAL[precision]);
            const layca = { kind: "layca", base: spec, rate: RATE } as const;
            const optimizer = new PlainOptimizer(layca, [kernel], arithmetic);
            optimizer.step([gradient]);
            const turn = { rate: RATE, radius: norm(kernel.values), arc: "tangent" } as const;
            const expected = laycaSteps(kernel.values, gradient, turn);
            // A step has 11 bits, and (1 − μ)g of the average form 8.
            expectClose(optimizer.first(), expected, RATE * 2 ** -6, name);
          },
        ),
        { numRuns: 50 },
      );
    });
  });
});
