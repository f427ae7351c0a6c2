import { layca, sgd } from "../optim/index.js";

/** Layca of the published runs: on plain SGD, 3⁻³ a step, all but kernels at their initial values. */
export const publishedLayca = layca(sgd(), { rate: 3 ** -3, others: "frozen" });
