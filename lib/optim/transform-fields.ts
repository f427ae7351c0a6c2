/**
 * A transform takes the step s of its base rule, at lr 1, and moves every kernel along it by a length
 * of its own. How long s is plays no part, so neither does the scale of the loss.
 *
 * **lr and rate.** The base's `lr` plays no part for kernels, and its buffers know no schedule:
 * `rate` is what the schedule multiplies. Parameters that are not kernels, biases and those of
 * normalizing layers, take the base's own steps with its scheduled `lr` (`others: "base"`), or stay at
 * their initial values (`others: "frozen"`, as in the published runs).
 *
 * **Zero steps.** Where s is zero, or under `layca` parallel to w within rounding, w stays as it is, bit
 * for bit.
 *
 * **Zero kernels** have no direction to turn from: a run that would train one is refused, or fails with
 * its layer's name.
 */

import { oneOf, real } from "../check/fields.js";
import { baseSchema } from "./step-rules.js";

/** The fields that every transform has; `rate` says what its rate is. */
export function transformFields(rate: string) {
  return {
    base: baseSchema.describe("The rule whose step is transformed; its lr plays no part in it."),
    rate: real({ from: 0 }).describe(`${rate}, times the schedule's factor.`),
    others: oneOf(["base", "frozen"])
      .default("base")
      .describe(
        "Parameters that are not kernels: stepped by the base with its lr (default) or frozen.",
      ),
  };
}
