import { describe, expect, it } from "vitest";
import { describeEachPath } from "./support/engine-paths.js";
import { PlainOptimizer } from "./support/plain-optimizer.js";
import { expectClose, float32Tolerance, PRECISIONS } from "./support/precision.js";
import { flat, reference, type State, shapeOf } from "./support/reference-data.js";

const { problem, cases } = reference("rules");

const parameters = Object.entries(problem.initial).map(([key, nested]) => ({
  values: flat(nested),
  shape: shapeOf(nested),
  layer: key.slice(0, key.lastIndexOf(".")),
}));

/** float64: relative to a tensor's maximum; the gradients are given, so no error of theirs grows. */
const FLOAT64 = 1e-14;

describe("rules on plain tensors leave torch.optim's weights and buffers", () => {
  describeEachPath((path) => {
    describe.each(PRECISIONS)("%s", (precision) => {
      it.each(cases)("$name", ({ spec, expected, amplification }) => {
        const optimizer = new PlainOptimizer(spec, parameters, { path, precision });
        const tolerance = (moment: keyof typeof amplification) =>
          precision === "float64" ? FLOAT64 : float32Tolerance(amplification[moment]);
        for (const [step, gradients] of problem.gradients.entries()) {
          optimizer.step(Object.values(gradients).map(flat), problem.factors[step]);
          if (step === 0) {
            expectAll(byKey(optimizer.weights()), expected.afterOne, tolerance("afterOne"));
          }
        }
        expectAll(byKey(optimizer.weights()), expected.atEnd, tolerance("atEnd"));
        expectAll(optimizer.state(), expected.buffers, tolerance("buffers"));
      });
    });
  });
});

function byKey(weights: readonly number[][]): Record<string, number[]> {
  const keys = Object.keys(problem.initial);
  return Object.fromEntries(weights.map((values, index) => [keys[index] ?? "", values]));
}

function expectAll(
  actual: Readonly<Record<string, number[]>>,
  expected: State,
  tolerance: number,
): void {
  expect(Object.keys(actual).sort()).toEqual(Object.keys(expected).sort());
  for (const [key, nested] of Object.entries(expected)) {
    expectClose(actual[key] ?? [], flat(nested), tolerance, key);
  }
}
