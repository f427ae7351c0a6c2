import { z } from "zod";
import { either, flag, integer, list, notYet, oneOf, soFar, strict } from "../check/fields.js";
import type { Immutable } from "../check.js";

const moment = either(
  [
    oneOf(["epoch", "step", "firstStepOfEpoch"]),
    strict(
      { steps: integer(1).describe("Every so many updates, counted across epochs.") },
      "moments",
    ),
  ],
  '"epoch", "step", "firstStepOfEpoch" or { "steps": n }',
);

export const recordSchema = strict(
  {
    every: either(
      [moment, list(moment, "a list of 1 to 100 moments").min(1).max(100)],
      '"epoch", "step", "firstStepOfEpoch", { "steps": n } or a list of these',
    )
      .default("epoch")
      .describe("When an entry is taken; default epoch: at the end of every epoch."),
    rotation: flag()
      .default(true)
      .describe("Whether entries hold each kernel's distance and angle; default true."),
    norms: flag().default(true).describe("Whether entries hold each kernel's norm; default true."),
    gradients: z
      .literal(false, soFar(z.boolean(), "true or false", "recording gradients"))
      .default(false)
      .describe("Not available yet; default false."),
    secondMoments: z
      .literal(false, soFar(z.boolean(), "true or false", "recording second moments"))
      .default(false)
      .describe("Not available yet; default false."),
    feedback: notYet("recording feedback").describe("Not available yet."),
  },
  "what to record",
).meta({ title: "Record", description: "What the history holds." });

/** What entries hold and when they are taken, with the defaults filled in. */
export type RecordSpec = Immutable<z.output<typeof recordSchema>>;
