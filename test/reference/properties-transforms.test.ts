import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { forEvery, RULES, TRANSFORMED } from "./support/combinations.js";
import { Draws, trials } from "./support/drawn-tensors.js";
import { describeEachPath } from "./support/engine-paths.js";
import { laycaSteps } from "./support/literal-steps.js";
import { PlainOptimizer } from "./support/plain-optimizer.js";
import { expectClose, PRECISIONS, UNIT } from "./support/precision.js";
import { expectedStep, transformedSteps } from "./support/transformed-steps.js";
import { across, angle, combine, dot, maximum, norm, scaled, sine } from "./support/vectors.js";

const overLayca = TRANSFORMED.filter(({ transform }) => transform?.kind === "layca");

describeEachPath((path) => {
  describe.each(PRECISIONS)("%s", (precision) => {
    const arithmetic = { path, precision };
    const unit = UNIT[precision];

    it("every transform does to a rule's step at lr 1 what its definition says", () => {
      forEvery(TRANSFORMED, (combination, trial) => {
        for (const step of transformedSteps(combination, trial, arithmetic)) {
          const { moved, tolerance } = expectedStep(combination, step, unit);
          expectClose([...step.moved], [...moved], tolerance, combination.name, 1);
        }
      });
    });

    it("layca keeps the norm", () => {
      forEvery(overLayca, (combination, trial) => {
        for (const step of transformedSteps(combination, trial, arithmetic)) {
          const { moved, s, w, initial, error, rate } = step;
          // Elements are rounded once each, what is left of s along w lengthens the step, and a sum's
          // roundings add up like a random walk; a current radius passes those of three steps on.
          const root = Math.sqrt(w.length);
          const along = (rate * error * root) / norm(across(s, w));
          const tolerance = 3 * (4 * unit + along + 2 * root * UNIT.float64);
          expectClose([norm(moved)], [initial], tolerance, combination.name);
        }
      });
    });

    it("the step that layca applies is orthogonal to the kernel", () => {
      forEvery(overLayca, (combination, trial) => {
        const exact = combination.transform?.kind === "layca" && combination.transform.arc;
        for (const step of transformedSteps(combination, trial, arithmetic)) {
          const { moved, s, w, initial, error, rate } = step;
          const cosine = exact === "exact" ? Math.cos(rate) : 1 / Math.hypot(1, rate);
          // Before the norm is restored: w' ← w − ρ s, of which the last term is left.
          const applied = combine(1 / cosine, scaled(moved, norm(w) / initial), -1, w);
          const bound = 16 * (unit * norm(w) + (rate * norm(w) * error) / norm(across(s, w)));
          const part = Math.abs(dot(applied, w)) / norm(w);
          expect(part, combination.name).toBeLessThanOrEqual(bound * Math.sqrt(w.length));
        }
      });
    });
  });
});

/** Unit roundoff is magnified by 1/sin∠(w, s), however the projection is computed. */
const LARGEST_SQUARED_SINE = 1;
const SMALLEST_SQUARED_SINE = { float64: 1e-10, float32: 1e-5 };
const plain = RULES.find(({ name }) => name === "sgd");

describeEachPath((path) => {
  describe.each(PRECISIONS)("%s", (precision) => {
    const unit = UNIT[precision];
    const decades = Math.log10(LARGEST_SQUARED_SINE / SMALLEST_SQUARED_SINE[precision]);

    it.each([
      ["tangent", (rate: number) => Math.atan(rate)],
      ["exact", (rate: number) => rate],
    ] as const)(
      "every step of arc %s turns by its angle, however close s is to w",
      (arc, angleOf) => {
        if (plain === undefined) throw new Error("rules.json: expected a rule named sgd");
        const rates = fc.constantFrom(3 ** -7, 3 ** -3, 0.5);
        // An integer, since fc.double prefers numbers near zero.
        const closeness = fc
          .integer({ min: 0, max: 100 })
          .map((percent) => (decades * percent) / 100);
        const signs = fc.constantFrom(1, -1);
        fc.assert(
          fc.property(
            trials,
            rates,
            closeness,
            signs,
            ({ seed, rows, columns }, rate, decade, sign) => {
              const draws = new Draws(seed, precision);
              const w = draws.values(rows * columns);
              const aside = across(draws.values(rows * columns), w);
              const tangent = 10 ** (-decade / 2);
              const s = draws.stored(combine(sign / norm(w), w, tangent / norm(aside), aside));
              const parameter = { shape: [rows, columns], values: w };
              const optimizer = new PlainOptimizer(
                { kind: "layca", base: plain.spec, rate, arc },
                [parameter],
                { path, precision },
              );
              optimizer.step([s]);
              const moved = optimizer.first();
              const magnified = unit / sine(s, w);
              const bound = 16 * (unit + rate * magnified);
              expect(Math.abs(angle(w, moved) - angleOf(rate))).toBeLessThanOrEqual(bound);
              const literal = laycaSteps(w, s, { rate, radius: norm(w), arc });
              expectClose(moved, literal, bound, "weights", maximum(literal));
            },
          ),
          { numRuns: 200 },
        );
      },
    );
  });
});
