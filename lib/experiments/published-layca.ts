import { type LaycaOptions, layca, type StepRuleInput, sgd } from "../optim/index.js";

/** Layca of the published runs: on plain SGD, 3⁻³ a step, all but kernels at their initial values. */
export const publishedLayca = layca(sgd(), { rate: 3 ** -3, others: "frozen" });

/** The same at other rates, by base-3 logarithm, or alphas. */
export function laycaAt({
  log3Rate = -3,
  ...options
}: { readonly log3Rate?: number } & Pick<LaycaOptions, "alpha">) {
  return layca(sgd(), { rate: 3 ** log3Rate, others: "frozen", ...options });
}

/** The same over another rule. */
export function laycaOver(rule: StepRuleInput, log3Rate: number) {
  return layca(rule, { rate: 3 ** log3Rate, others: "frozen" });
}
