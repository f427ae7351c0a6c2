import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { COMBINATIONS, decays, forEvery, forgets, TRANSFORMED } from "./support/combinations.js";
import { Draws, trials } from "./support/drawn-tensors.js";
import { describeEachPath } from "./support/engine-paths.js";
import { PlainOptimizer } from "./support/plain-optimizer.js";
import { expectClose, PRECISIONS, UNIT } from "./support/precision.js";
import { scaled } from "./support/vectors.js";

/** Undecayed: a decay of λw and a gradient near −λw would leave rounding alone. */
const laycaOverSgd = TRANSFORMED.filter(
  ({ rule, transform }) => transform?.kind === "layca" && rule.spec.kind === "sgd" && !decays(rule),
);

describeEachPath((path) => {
  describe.each(PRECISIONS)("%s", (precision) => {
    const arithmetic = { path, precision };

    it("permuted elements move as they did", () => {
      forEvery(COMBINATIONS, ({ name, spec }, { seed, rows, columns }) => {
        const draws = new Draws(seed, precision);
        const kernel = draws.parameter([rows, columns]);
        const order = draws.order(rows * columns);
        const permuted = (row: readonly number[]) => order.map((index) => row[index] ?? Number.NaN);
        const plain = new PlainOptimizer(spec, [kernel], arithmetic);
        const other = new PlainOptimizer(
          spec,
          [{ ...kernel, values: permuted(kernel.values) }],
          arithmetic,
        );
        for (const gradient of [kernel, kernel].map(({ shape }) => draws.parameter(shape).values)) {
          plain.step([gradient]);
          other.step([permuted(gradient)]);
        }
        // Sums are rounded in another order, and elements may pass another vector unit.
        expectClose(other.first(), permuted(plain.first()), 32 * UNIT[precision], name);
      });
    });

    it("one thread and two move large tensors alike", () => {
      fc.assert(
        fc.property(fc.constantFrom(...COMBINATIONS), trials, ({ name, spec }, { seed }) => {
          const draws = new Draws(seed, precision);
          const parameters = [[401, 300], [110_001], [2, 3]].map((shape) => draws.parameter(shape));
          const gradients = draws.gradients(parameters, 0.1);
          const [expected = [], actual = []] = [1, 2].map((threads) => {
            const optimizer = new PlainOptimizer(spec, parameters, { ...arithmetic, threads });
            optimizer.step(gradients);
            return optimizer.weights();
          });
          const tolerance = precision === "float32" ? 1e-6 : 1e-13;
          for (const [index, values] of expected.entries()) {
            expectClose(actual[index] ?? [], values, tolerance, name);
          }
        }),
        { numRuns: 2 },
      );
    });

    it("zero steps leave kernels as they are, bit for bit", () => {
      const zeroAtFirst = TRANSFORMED.filter(({ rule }) => !decays(rule));
      forEvery(zeroAtFirst, ({ name, rule, spec }, { seed, rows, columns }) => {
        const draws = new Draws(seed, precision);
        const kernel = draws.parameter([rows, columns]);
        const optimizer = new PlainOptimizer(spec, [kernel], arithmetic);
        const zeros = kernel.values.map(() => 0);
        optimizer.step([zeros]);
        optimizer.step([zeros]);
        expect(optimizer.first(), name).toEqual(kernel.values);
        optimizer.step(draws.gradients([kernel]));
        const moved = optimizer.first();
        expect(moved, name).not.toEqual(kernel.values);
        if (!forgets(rule)) return;
        optimizer.step([zeros]);
        expect(optimizer.first(), name).toEqual(moved);
      });
    });

    it("a step along the kernel leaves it as it is under layca, bit for bit", () => {
      const sizes = fc.integer({ min: -300, max: 300 }).map((percent) => 10 ** (percent / 100));
      const signs = fc.constantFrom(1, -1);
      fc.assert(
        fc.property(
          fc.constantFrom(...laycaOverSgd),
          trials,
          sizes,
          signs,
          ({ name, spec }, { seed, rows, columns }, size, sign) => {
            const draws = new Draws(seed, precision);
            const kernel = draws.parameter([rows, columns]);
            const optimizer = new PlainOptimizer(spec, [kernel], arithmetic);
            optimizer.step([draws.stored(scaled(kernel.values, sign * size))]);
            expect(optimizer.first(), name).toEqual(kernel.values);
          },
        ),
        { numRuns: 100 },
      );
    });
  });
});
