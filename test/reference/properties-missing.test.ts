import { describe, expect, it } from "vitest";
import type { OptimizerInput } from "../../lib/optim/index.js";
import { Optimizer } from "../../lib/optim/tensors/index.js";
import { type Tensor, tensor } from "../../lib/tensor/index.js";
import { numbersOf, valuesByKey } from "../support/tensor-values.js";
import { COMBINATIONS, forEvery } from "./support/combinations.js";
import { Draws } from "./support/drawn-tensors.js";
import { describeEachPath } from "./support/engine-paths.js";
import type { PlainParameter } from "./support/plain-optimizer.js";
import { PRECISIONS } from "./support/precision.js";

/** Alpha counts kernels: with it a list is not the same as each alone. */
function withoutAlpha(spec: OptimizerInput): OptimizerInput {
  return spec.kind === "layca" && spec.alpha !== undefined ? { ...spec, alpha: 0 } : spec;
}

describeEachPath((path) => {
  describe.each(PRECISIONS)("%s", (precision) => {
    const tensorOf = ({ shape }: PlainParameter, values: readonly number[]) => {
      const typed = precision === "float64" ? Float64Array.from(values) : Float32Array.from(values);
      return tensor(typed, { shape, device: path.device });
    };
    const leafOf = (parameter: PlainParameter & { values: number[] }) => {
      const leaf = tensorOf(parameter, parameter.values);
      leaf.requiresGrad = true;
      return leaf;
    };
    const optimizerOf = (named: Record<string, Tensor>, spec: OptimizerInput) =>
      new Optimizer(named, withoutAlpha(spec), { multiTensor: path.multiTensor, threads: 1 });

    it("a parameter that has no gradient at times moves as one that is stepped at the other times alone", () => {
      forEvery(COMBINATIONS, ({ name, spec }, { seed, rows, columns }) => {
        const draws = new Draws(seed, precision);
        const shapes = [[rows, columns], [columns, 2], [rows], [columns]];
        const parameters = shapes.map((shape) => draws.parameter(shape));
        const together = Object.fromEntries(parameters.map((each, i) => [`p${i}`, leafOf(each)]));
        const optimizer = optimizerOf(together, spec);
        const alone = parameters.map((each, index) => {
          const leaf = leafOf(each);
          // Under a transform there must be a kernel; this one never has a gradient.
          const kernel = leafOf(draws.parameter([2, 2]));
          const own = { [`p${index}`]: leaf, still: kernel };
          return { leaf, optimizer: optimizerOf(own, spec) };
        });
        for (let step = 0; step < 6; step++) {
          const gradients = draws.gradients(parameters);
          for (const [index, parameter] of parameters.entries()) {
            const takesPart = index === 0 || draws.below(2) === 0;
            const gradient = takesPart ? tensorOf(parameter, gradients[index] ?? []) : null;
            const own = together[`p${index}`];
            if (own) own.grad = gradient;
            const single = alone[index];
            if (!single || !gradient) continue;
            single.leaf.grad = gradient;
            single.optimizer.step();
          }
          optimizer.step();
        }
        expect(Object.values(together).map(numbersOf), name).toEqual(
          alone.map(({ leaf }) => numbersOf(leaf)),
        );
        const buffers = valuesByKey(optimizer.stateDict());
        for (const [index, single] of alone.entries()) {
          const state = Object.entries(valuesByKey(single.optimizer.stateDict()));
          for (const [key, values] of state.filter(([key]) => key.startsWith(`p${index}.`))) {
            expect(buffers[key], `${name}: ${key}`).toEqual(values);
          }
        }
      });
    });
  });
});
