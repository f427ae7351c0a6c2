import { describe, expect, it } from "vitest";
import { describeEachDevice, describeEachPath, type EnginePath } from "./engine-paths.js";
import { runEngine, type Settings } from "./engine-run.js";
import { expectClose, float32Tolerance, PRECISIONS, type Precision } from "./precision.js";
import { type ForwardCase, flat, type Problem, type Samples } from "./reference-data.js";

/** All samples as one batch; with lr 1 and no momentum the change of a weight is its gradient. */
function settings(
  given: ForwardCase,
  { network }: Problem,
  precision: Precision,
  lr: 0 | 1,
): Settings {
  return {
    network,
    loss: given.loss,
    optimizer: { kind: "sgd", lr },
    epochs: 1,
    batchSize: 64,
    precision,
    threads: 1,
  };
}

function bound(precision: Precision, amplification: number): number {
  return precision === "float64" ? 1e-12 : float32Tolerance(amplification);
}

/** Every case of a table: loss, gradients and buffers of one batch, then logits in evaluation mode. */
export function describeForward(
  cases: readonly ForwardCase[],
  problemOf: (name: string) => Problem,
): void {
  describeEachPath((path) => {
    describe.each(PRECISIONS)("%s", (precision) => {
      it.each(cases)("$name: loss, gradients and running statistics of a batch", async (given) => {
        const problem = problemOf(given.network);
        const { train, initial } = problem;
        const { expected, amplification } = given;
        const run = await runEngine(
          settings(given, problem, precision, 1),
          { train, initial },
          path,
        );
        const figures = run.entries[0]?.train;
        expectClose(
          [figures?.loss ?? Number.NaN],
          [expected.loss],
          bound(precision, amplification.loss),
          "loss",
        );
        expect(figures?.accuracy).toBeCloseTo(expected.accuracy, 14);
        for (const [key, nested] of Object.entries(expected.gradients)) {
          const before = flat(initial[key] ?? []);
          const gradient = flat(nested);
          const change = (run.final[key] ?? []).map(
            (after, index) => (before[index] ?? Number.NaN) - after,
          );
          const scale = Math.max(...[...before, ...gradient].map(Math.abs));
          expectClose(
            change,
            gradient,
            bound(precision, amplification.gradients),
            `gradient of ${key}`,
            scale,
          );
        }
        for (const [key, nested] of Object.entries(expected.buffers)) {
          expectClose(
            run.final[key] ?? [],
            flat(nested),
            bound(precision, amplification.buffers),
            key,
          );
        }
      });
    });
  });
  describeEachDevice((path) => {
    describe.each(PRECISIONS)("%s", (precision) => {
      it.each(cases)("$name: the test's loss and accuracy", async (given) => {
        const problem = problemOf(given.network);
        const { evaluation } = problem;
        const tested = await evaluate({ given, problem, precision, path }, evaluation);
        const tolerance = bound(precision, given.amplification.evaluationLogits);
        expectClose(
          [tested.loss],
          [given.expected.evaluationLoss],
          tolerance,
          "loss",
          logitScale(given),
        );
        const right = given.expected.evaluationLogits.map(
          (row, index) => row.indexOf(Math.max(...row)) === evaluation.targets[index],
        );
        expect(tested.accuracy).toBeCloseTo(right.filter(Boolean).length / right.length, 14);
      });

      it.each(cases)(
        "$name: logits in evaluation mode, by the loss of each sample and class",
        async (given) => {
          const problem = problemOf(given.network);
          const { evaluation } = problem;
          const tolerance = bound(precision, given.amplification.evaluationLogits);
          for (const [sample, logits] of given.expected.evaluationLogits.entries()) {
            const inputs = evaluation.inputs.slice(sample, sample + 1);
            for (const target of logits.keys()) {
              const { loss } = await evaluate(
                { given, problem, precision, path },
                {
                  inputs,
                  targets: [target],
                },
              );
              const expected = crossEntropy(logits, target, given.loss.labelSmoothing);
              expectClose(
                [loss],
                [expected],
                tolerance,
                `sample ${sample} as class ${target}`,
                logitScale(given),
              );
            }
          }
        },
      );
    });
  });
}

/** Tests after a step of lr 0: weights as they were, running statistics updated by the training batch. */
async function evaluate(
  {
    given,
    problem,
    precision,
    path,
  }: {
    readonly given: ForwardCase;
    readonly problem: Problem;
    readonly precision: Precision;
    readonly path: EnginePath;
  },
  test: Samples,
) {
  const { train, initial } = problem;
  const settled = settings(given, problem, precision, 0);
  const { state } = await runEngine(settled, { train, test, initial }, path);
  return { loss: state.test?.loss ?? Number.NaN, accuracy: state.test?.accuracy };
}

/** A loss is a difference of logits: its error is relative to them. */
function logitScale({ expected }: ForwardCase): number {
  return Math.max(expected.evaluationLoss, ...flat(expected.evaluationLogits).map(Math.abs));
}

/** −Σ q log softmax(logits), q the target smoothed by ε: (1 − ε) on it and ε/K on every class. */
function crossEntropy(logits: readonly number[], target: number, smoothing: number): number {
  const largest = Math.max(...logits);
  const logSum =
    largest + Math.log(logits.reduce((sum, logit) => sum + Math.exp(logit - largest), 0));
  return logits.reduce((sum, logit, index) => {
    const weight = smoothing / logits.length + (index === target ? 1 - smoothing : 0);
    return sum + weight * (logSum - logit);
  }, 0);
}
