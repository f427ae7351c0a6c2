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
