import { z } from "zod";
import { either, layerNames, real } from "../check/fields.js";

/** The step size of a rule; `value` is its default. */
export function lrField(value: number) {
  return real({ from: 0 })
    .default(value)
    .describe(`Step size; default ${value}. Inside a transform it plays no part for kernels.`);
}

/** What is added to a denominator; `value` is its default. */
export function epsField(value: number) {
  return real({ from: 0 })
    .default(value)
    .describe(`Added to the root in the denominator; default ${value}.`);
}

const weightDecayOn = either(
  [z.literal(["kernels", "all"]), layerNames()],
  '"kernels", "all" or a list of layer names',
)
  .default("kernels")
  .describe("Which parameters decay: kernels (default), all, or those of the layers named.");

/** Weight decay of the rules that add it to the gradient: all but adamW. */
export const coupledDecay = {
  weightDecay: real({ from: 0 })
    .default(0)
    .describe("λ: λ times the weight is added to the gradient; default 0."),
  weightDecayOn,
};

/** Weight decay of adamW, which the averages of the gradient do not see. */
export const decoupledDecay = {
  weightDecay: real({ from: 0 })
    .default(1e-2)
    .describe("λ: lr·λ times the weight is part of the step; default 0.01."),
  weightDecayOn,
};
