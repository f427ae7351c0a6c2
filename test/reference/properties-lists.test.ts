import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { engine } from "../../lib/native.js";
import type { OptimizerInput } from "../../lib/optim/index.js";
import { EngineOperator } from "../../lib/tensor/index.js";
import { COMBINATIONS, forEvery, TRANSFORMED } from "./support/combinations.js";
import { Draws, trials } from "./support/drawn-tensors.js";
import { describeEachPath } from "./support/engine-paths.js";
import { tensor, valuesOf } from "./support/engine-run.js";
import { createOptimizer, PlainOptimizer } from "./support/plain-optimizer.js";
import { PRECISIONS } from "./support/precision.js";

const VIEW = new EngineOperator("aten::view");

const NOT_FINITE = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];

/** Alpha counts kernels: with it a list is not the same as each alone. */
function withoutAlpha(spec: OptimizerInput): OptimizerInput {
  return spec.kind === "layca" && spec.alpha !== undefined ? { ...spec, alpha: 0 } : spec;
}

/** Kernels and vectors of many sizes, all small. */
function smallShape(index: number): number[] {
  return index % 3 === 2 ? [1 + (index % 7)] : [2 + (index % 5), 2 + (index % 11)];
}

describeEachPath((path) => {
  describe.each(PRECISIONS)("%s", (precision) => {
    const arithmetic = { path, precision };

    it("a list of 300 tensors moves as each of them alone", () => {
      fc.assert(
        fc.property(fc.constantFrom(...COMBINATIONS), trials, ({ name, spec }, { seed }) => {
          const draws = new Draws(seed, precision);
          const parameters = Array.from({ length: 300 }, (_, index) =>
            draws.parameter(smallShape(index)),
          );
          const steps = [draws.gradients(parameters), draws.gradients(parameters)];
          const moved = (from: number, to: number) => {
            const optimizer = new PlainOptimizer(
              withoutAlpha(spec),
              parameters.slice(from, to),
              arithmetic,
            );
            for (const gradients of steps) optimizer.step(gradients.slice(from, to));
            return optimizer.weights();
          };
          const alone = parameters.flatMap((_, index) => moved(index, index + 1));
          expect(moved(0, parameters.length), name).toEqual(alone);
        }),
        { numRuns: 2 },
      );
    });

    it("a tensor given twice is stepped once", () => {
      forEvery(COMBINATIONS, ({ name, spec }, { seed, rows, columns }) => {
        const draws = new Draws(seed, precision);
        const kernel = draws.parameter([rows, columns]);
        const once = new PlainOptimizer(withoutAlpha(spec), [kernel], arithmetic);
        const tied = tensor(kernel.values, kernel.shape, precision, path.device);
        // `view` returns a tensor.
        const view = VIEW.make(engine(), tied, kernel.shape);
        const thrice = createOptimizer(
          withoutAlpha(spec),
          [tied, tied, view].map((value, index) => ({ value, layer: `${index}` })),
          arithmetic,
        );
        for (const gradient of [1, 2].map((scale) => draws.values(rows * columns, scale))) {
          once.step([gradient]);
          const handle = tensor(gradient, kernel.shape, precision, path.device);
          engine().optimizerStep(thrice, [handle, handle, handle], 1);
        }
        expect(valuesOf(tied), name).toEqual(once.first());
      });
    });

    it("a kernel of zeros under a transform is refused by its layer's name", () => {
      forEvery(TRANSFORMED, ({ name, spec }, { seed, rows, columns }) => {
        const kernel = new Draws(seed, precision).parameter([rows, columns]);
        const zeros = kernel.values.map(() => 0);
        const create = () =>
          new PlainOptimizer(
            spec,
            [
              { ...kernel, layer: "first" },
              { values: zeros, shape: [zeros.length], layer: "first" },
              { ...kernel, values: zeros, layer: "second" },
            ],
            arithmetic,
          );
        expect(create, name).toThrow(
          /^layer "second": expected a kernel that is not zero \(its rotation is undefined\) but received zeros$/,
        );
      });
    });

    it("a gradient that is not finite is refused by its layer's name and changes nothing", () => {
      forEvery(COMBINATIONS, ({ name, spec }, { seed, rows, columns }) => {
        const draws = new Draws(seed, precision);
        const parameters = [[rows, columns], [rows], [columns, rows]].map((shape, index) => ({
          ...draws.parameter(shape),
          layer: `layer ${index}`,
        }));
        const spared = new PlainOptimizer(spec, parameters, arithmetic);
        const struck = new PlainOptimizer(spec, parameters, arithmetic);
        const both = (gradients: readonly number[][]) => {
          for (const optimizer of [spared, struck]) optimizer.step(gradients);
        };
        both(draws.gradients(parameters));
        const bad = draws.gradients(parameters);
        const layer = draws.below(bad.length);
        const gradient = bad[layer] ?? [];
        gradient[draws.below(gradient.length)] = NOT_FINITE[draws.below(3)] ?? Number.NaN;
        expect(() => struck.step(bad), name).toThrow(`layer "layer ${layer}"`);
        expect(struck.weights(), name).toEqual(spared.weights());
        expect(struck.state(), name).toEqual(spared.state());
        both(draws.gradients(parameters));
        expect(struck.weights(), name).toEqual(spared.weights());
      });
    });
  });
});
