import type { z } from "zod";
import { kind, kinds, real, strict } from "../check/fields.js";
import type { Immutable } from "../check.js";

const crossEntropySchema = strict(
  {
    kind: kind("crossEntropy"),
    labelSmoothing: real({ from: 0, below: 1 })
      .default(0)
      .describe("Share of every target spread over all classes; default 0."),
  },
  "a loss",
).meta({
  title: "Cross-entropy",
  description: "Mean of −log softmax of the target's logit, on logits [N, classes].",
});

const mseSchema = strict({ kind: kind("mse") }, "a loss").meta({
  title: "Mean squared error",
  description:
    "Mean of (output − target)² over all numbers, on outputs [N, K] and targets [N, K] (or [N] for one output); no accuracy.",
});

export const lossSchema = kinds([crossEntropySchema, mseSchema], { what: "a loss" });

/** A loss with its defaults filled in. */
export type LossSpec = Immutable<z.output<typeof lossSchema>>;
