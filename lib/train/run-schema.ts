import { z } from "zod";
import {
  either,
  expectedText,
  flag,
  integer,
  layerNames,
  oneOf,
  real,
  strict,
  text,
} from "../check/fields.js";
import type { Immutable } from "../check.js";
import { augmentSchema } from "../data/augment.js";
import { dataSchema } from "../data/data-schema.js";
import { networkSchema } from "../nn/network-schema.js";
import { optimizerSchema } from "../optim/optimizer-schema.js";
import { scheduleSchema } from "../optim/schedule.js";
import { checkpointSchema } from "./checkpoint-schema.js";
import { lossSchema } from "./loss.js";
import { recordSchema } from "./record-schema.js";
import { stopSchema } from "./stop-schema.js";

/** A run, as a run file holds it. What the fields mean together is checked by `parseRunSpec`. */
export const runSpecSchema = strict(
  {
    $schema: z
      .string()
      .exactOptional()
      .describe("The JSON Schema that editors complete this file by."),
    network: networkSchema,
    data: dataSchema.describe("What is trained on."),
    loss: lossSchema
      .default({ kind: "crossEntropy", labelSmoothing: 0 })
      .describe("Default: crossEntropy."),
    optimizer: optimizerSchema.describe("How weights are updated."),
    schedule: scheduleSchema
      .default({ kind: "constant" })
      .describe("The factor of lr and rate over time; default: constant."),
    epochs: integer(1, 2 ** 31 - 1).describe("Passes over the training set."),
    batchSize: integer(1, 2 ** 31 - 1).describe("Samples an update."),
    shuffle: flag()
      .default(true)
      .describe("Whether every epoch has an order of its own, drawn by the seed; default true."),
    dropLast: flag()
      .default(false)
      .describe("Whether the last batch of an epoch is left out if it is smaller; default false."),
    augment: augmentSchema
      .default([])
      .describe("Random changes of training images, one after the other; default: none."),
    clipGradNorm: z
      .union([z.null(), real({ above: 0 })], {
        error: ({ input }) => expectedText("null or a number > 0", input),
      })
      .default(null)
      .describe(
        "The largest norm of all gradients together: larger ones are scaled down to it; default null: none.",
      ),
    accumulate: integer(1, 2 ** 31 - 1)
      .default(1)
      .describe("Batches whose mean gradient, over their samples, makes one update; default 1."),
    trainable: either([z.literal("all"), layerNames()], '"all" or a list of layer names')
      .default("all")
      .describe(
        "all (default), or the names of the layers to train; others stay at their initial values.",
      ),
    seed: integer(0)
      .default(1)
      .describe("From 0 to 2⁵³ − 1: of initial weights, shuffling and selections; default 1."),
    device: z
      .string({ error: deviceError })
      .regex(/^(cpu|cuda(:(0|[1-9]\d?))?)$/)
      .default("cpu")
      .describe('"cpu" (default), "cuda" or "cuda:N".'),
    precision: oneOf(["float32", "float64", "bfloat16"])
      .default("float32")
      .describe(
        "Of weights and computations: float32 (default) or float64; bfloat16: automatic mixed precision, " +
          "weights and optimizer in float32.",
      ),
    threads: integer(1, 1024)
      .exactOptional()
      .describe(
        "Threads on the CPU; default: the cores available. The same number gives the same bits.",
      ),
    record: recordSchema.prefault({}).describe("What the history holds."),
    stop: stopSchema.default([]).describe("When training ends early; default: never."),
    select: oneOf(["final", "bestValidation"])
      .default("final")
      .describe(
        "The weights that are tested and kept: final (default), or those of the epoch with the highest validation accuracy.",
      ),
    initialWeights: text("a safetensors file")
      .exactOptional()
      .describe("A safetensors file of the whole state dict; default: drawn by the seed."),
    checkpoint: checkpointSchema
      .exactOptional()
      .describe("When checkpoints are written; default: where the run is interrupted alone."),
  },
  "a run",
).meta({
  title: "layca run",
  description: "One training run. A relative path is relative to the run file.",
});

/** A run as a user writes it: what has a default may be left out. */
export type RunSpecInput = Immutable<z.input<typeof runSpecSchema>>;

/** A run that fits the schema, before paths and the machine's defaults are filled in. */
export type CheckedRun = Immutable<z.output<typeof runSpecSchema>>;

function deviceError({ input }: { readonly input?: unknown }): string {
  return expectedText('"cpu", "cuda" or "cuda:N"', input);
}
