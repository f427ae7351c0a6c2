import { describe, expect, it } from "vitest";
import type { OptimizerInput } from "../../lib/optim/index.js";
import { COMBINATIONS, type Combination, decays, forEvery } from "./support/combinations.js";
import { Draws, type Trial } from "./support/drawn-tensors.js";
import { describeEachPath } from "./support/engine-paths.js";
import { type Arithmetic, PlainOptimizer } from "./support/plain-optimizer.js";
import { expectClose, PRECISIONS, UNIT } from "./support/precision.js";
import { scaled } from "./support/vectors.js";

/** Rules whose step is as many times as large as gradient and kernel. */
const linear = ({ rule }: Combination) => rule.spec.kind === "sgd";
const undecayed = ({ rule }: Combination) => !decays(rule);
/** What these make of a step is as large as the kernel. */
const likeKernel = ({ transform }: Combination) =>
  transform?.kind === "layca" || transform?.kind === "lars";

const laycaOverSgd = COMBINATIONS.filter(
  (each) => each.transform?.kind === "layca" && linear(each) && undecayed(each),
);
const linearThroughout = COMBINATIONS.filter(
  (each) => linear(each) && (each.transform === null || likeKernel(each)),
);
const scaledByKernel = COMBINATIONS.filter((each) => likeKernel(each) && undecayed(each));

/** 2^±90 is about 1e±27; beyond that float32 weights near zero would lose bits. */
function powerOfTwo({ seed }: Trial): number {
  return 2 ** (new Draws(seed, "float64").below(181) - 90);
}

/** Two steps of a kernel whose values and gradients are multiplied by numbers. */
function kernelAfter(
  spec: OptimizerInput,
  { seed, rows, columns }: Trial,
  arithmetic: Arithmetic,
  multiply: { readonly w?: number; readonly g?: number } = {},
): number[] {
  const { w = 1, g = 1 } = multiply;
  const draws = new Draws(seed, arithmetic.precision);
  const drawn = (factor: number) => draws.stored(scaled(draws.values(rows * columns), factor));
  const optimizer = new PlainOptimizer(
    spec,
    [{ shape: [rows, columns], values: drawn(w) }],
    arithmetic,
  );
  optimizer.step([drawn(g)]);
  optimizer.step([drawn(g)], 0.5);
  return optimizer.first();
}

describeEachPath((path) => {
  describe.each(PRECISIONS)("%s", (precision) => {
    const arithmetic = { path, precision };

    it("scaling the gradient by a power of two changes no bit of layca over sgd", () => {
      forEvery(laycaOverSgd, ({ name, spec }, trial) => {
        const plain = kernelAfter(spec, trial, arithmetic);
        const other = kernelAfter(spec, trial, arithmetic, { g: powerOfTwo(trial) });
        expect(other, name).toEqual(plain);
      });
    });

    it.each([1e30, 1e-30])(
      "scaling the gradient by %d changes layca over sgd by its rounding",
      (g) => {
        forEvery(laycaOverSgd, ({ name, spec }, trial) => {
          const plain = kernelAfter(spec, trial, arithmetic);
          const other = kernelAfter(spec, trial, arithmetic, { g });
          // Each of two gradients is rounded once more; eight elements and more are rarely close to w.
          expectClose(other, plain, 64 * UNIT[precision], name);
        });
      },
    );

    it("scaling kernel and gradient scales sgd, alone, under layca and under lars", () => {
      forEvery(linearThroughout, ({ name, spec }, trial) => {
        const scale = powerOfTwo(trial);
        const plain = kernelAfter(spec, trial, arithmetic);
        const both = kernelAfter(spec, trial, arithmetic, { w: scale, g: scale });
        expect(both, name).toEqual(scaled(plain, scale));
      });
    });

    it("scaling the kernel alone scales what layca and lars make of any step", () => {
      forEvery(scaledByKernel, ({ name, spec }, trial) => {
        const scale = powerOfTwo(trial);
        const plain = kernelAfter(spec, trial, arithmetic);
        const other = kernelAfter(spec, trial, arithmetic, { w: scale });
        expect(other, name).toEqual(scaled(plain, scale));
      });
    });
  });
});
