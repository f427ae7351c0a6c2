import type { StepRuleInput } from "../../../lib/optim/index.js";
import { type Combination, decays } from "./combinations.js";
import { Draws, type Trial } from "./drawn-tensors.js";
import { larsStep, laycaSteps, normalizedStep } from "./literal-steps.js";
import { type Arithmetic, PlainOptimizer } from "./plain-optimizer.js";
import { UNIT } from "./precision.js";
import { across, combine, maximum, norm, type Vector } from "./vectors.js";

/** One step of one kernel under a transform. */
export interface KernelStep {
  /** The kernel before the step and after it. */
  readonly w: Vector;
  readonly moved: Vector;
  /** What the rule alone subtracts at lr 1, and how far an element of it may err. */
  readonly s: Vector;
  readonly error: number;
  /** ρ, with multiplier and factor. */
  readonly rate: number;
  /** ‖w₀‖ */
  readonly initial: number;
}

const FACTORS = [1, 0.5, 0.25];

/**
 * Steps of two kernels and a bias under the transform, beside the same rule alone at lr 1, which shows the base
 * step: it starts at zero, so that its weights are the sum of its steps, or where weights enter the step, at the
 * same weights, for one step.
 */
export function transformedSteps(
  { rule, spec, transform }: Combination,
  { seed, rows, columns }: Trial,
  arithmetic: Arithmetic,
): KernelStep[] {
  const draws = new Draws(seed, arithmetic.precision);
  const parameters = [[rows, columns], [rows], [2, columns, 2]].map((shape) =>
    draws.parameter(shape),
  );
  const decayed = decays(rule);
  const alone = parameters.map(({ shape, values }) => ({
    shape,
    values: decayed ? values : values.map(() => 0),
  }));
  const optimizer = new PlainOptimizer(spec, parameters, arithmetic);
  const base = new PlainOptimizer(atUnitRate(rule.spec), alone, arithmetic);
  const initial = parameters.map(({ values }) => norm(values));
  const steps: KernelStep[] = [];
  for (const factor of decayed ? FACTORS.slice(0, 1) : FACTORS) {
    const gradients = draws.gradients(parameters);
    const [before, from] = [optimizer.weights(), base.weights()];
    optimizer.step(gradients, factor);
    base.step(gradients);
    const [after, to] = [optimizer.weights(), base.weights()];
    for (const [kernel, index] of [0, 2].entries()) {
      const at = (weights: readonly number[][]) => weights[index] ?? [];
      const s = combine(1, at(from), -1, at(to));
      steps.push({
        w: at(before),
        moved: at(after),
        s,
        error: UNIT[arithmetic.precision] * (maximum(at(from)) + 2 * maximum(at(to)) + maximum(s)),
        rate: (transform?.rate ?? Number.NaN) * factor * multiplier(transform, kernel),
        initial: initial[index] ?? Number.NaN,
      });
    }
  }
  return steps;
}

/** The rule at lr 1: its base step is what it subtracts. */
function atUnitRate(spec: StepRuleInput): StepRuleInput {
  return { ...spec, lr: 1 };
}

/** science.md §1 for two kernels: (1 − α)⁵ and 1 for α > 0. */
function multiplier(transform: Combination["transform"], kernel: number): number {
  const alpha = transform?.kind === "layca" ? (transform.alpha ?? 0) : 0;
  return kernel === 0 ? (1 - alpha) ** 5 : 1;
}

/** Where the transform's definition takes the kernel, and how far from it an element may be. */
export function expectedStep(
  { transform }: Combination,
  { w, s, error, rate, initial }: KernelStep,
  unit: number,
): { readonly moved: Vector; readonly tolerance: number } {
  switch (transform?.kind) {
    case "layca": {
      const radius = transform.radius === "current" ? norm(w) : initial;
      const moved = laycaSteps(w, s, { rate, radius, arc: transform.arc ?? "tangent" });
      return {
        moved,
        tolerance: 16 * unit * maximum(moved) + laycaError({ s, w, error, rate, radius }),
      };
    }
    case "lars": {
      const growth = transform.normGrowth ?? Number.POSITIVE_INFINITY;
      const moved = larsStep(w, s, rate, norm(w) + growth * initial);
      const length = (rate * norm(w)) / norm(s);
      return { moved, tolerance: 16 * (unit * maximum(moved) + length * error) };
    }
    case "normalized": {
      const moved = normalizedStep(w, s, rate);
      return { moved, tolerance: 16 * (unit * maximum(moved) + (rate / norm(s)) * error) };
    }
    default:
      throw new Error("expected a transform");
  }
}

/** An error of the base step's elements, as the projection magnifies it to the length of the step. */
function laycaError(given: {
  readonly s: Vector;
  readonly w: Vector;
  readonly error: number;
  readonly rate: number;
  readonly radius: number;
}): number {
  const { s, w, error, rate, radius } = given;
  return (16 * rate * radius * error) / norm(across(s, w));
}
