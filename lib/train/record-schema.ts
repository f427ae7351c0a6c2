import type { z } from "zod";
import { either, flag, integer, list, oneOf, strict, text } from "../check/fields.js";
import type { Immutable } from "../check.js";

const what = '"epoch", "step", "firstStepOfEpoch", { "steps": n } or { "stepsOfEpoch": n }';

const moment = either(
  [
    oneOf(["epoch", "step", "firstStepOfEpoch"]),
    strict({ steps: integer(1).describe("Every so many updates, counted across epochs.") }, what),
    strict({ stepsOfEpoch: integer(0).describe("Every update of this 0-based epoch.") }, what),
  ],
  what,
);

const feedback = strict(
  {
    layer: text("a layer's name").describe("The layer whose output the gradients are taken of."),
    images: integer(2)
      .default(1000)
      .describe(
        "How many images, the first ones of the test set, or of the training set where there is none; " +
          "all where there are fewer; default 1000.",
      ),
  },
  "feedback",
);

export const recordSchema = strict(
  {
    every: either(
      [moment, list(moment, "a list of 1 to 100 moments").min(1).max(100)],
      '"epoch", "step", "firstStepOfEpoch", { "steps": n }, { "stepsOfEpoch": n } or a list of these',
    )
      .default("epoch")
      .describe("When an entry is taken; default epoch: at the end of every epoch."),
    rotation: flag()
      .default(true)
      .describe("Whether entries hold each kernel's distance, angle and rate; default true."),
    norms: flag().default(true).describe("Whether entries hold each kernel's norm; default true."),
    gradients: flag()
      .default(false)
      .describe(
        "Whether entries hold the norm of each kernel's gradient at the last update; default false.",
      ),
    secondMoments: flag()
      .default(false)
      .describe(
        "Whether entries hold percentiles of each kernel's second-moment estimates, which adam, adamW, " +
          "rmsprop and adagrad keep; default false.",
      ),
    top5: flag()
      .default(false)
      .describe(
        "Whether training, validation and test figures hold the top-5 accuracy: the share of samples whose target " +
          "is among the five largest outputs; default false.",
      ),
    feedback: feedback
      .exactOptional()
      .describe(
        "Adds to epoch entries how well the classes part in the gradients with respect to a layer's " +
          "output (Figure 8); default: not recorded.",
      ),
  },
  "what to record",
).meta({ title: "Record", description: "What the history holds." });

/** What entries hold and when they are taken, with the defaults filled in. */
export type RecordSpec = Immutable<z.output<typeof recordSchema>>;
