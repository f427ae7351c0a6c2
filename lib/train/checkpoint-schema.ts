import type { z } from "zod";
import { either, integer, strict } from "../check/fields.js";
import type { Immutable } from "../check.js";

const what = '{ "epochs": n } or { "steps": n }';

export const checkpointSchema = strict(
  {
    every: either(
      [
        strict({ epochs: integer(1).describe("Every so many epochs, at their end.") }, what),
        strict(
          { steps: integer(1).describe("Every so many updates, counted across epochs.") },
          what,
        ),
      ],
      what,
    ).describe("When a checkpoint is written; one more is when training ends."),
  },
  "when checkpoints are written",
).meta({ title: "Checkpoint", description: "Files from which an interrupted run goes on." });

/** When checkpoints are written. */
export type CheckpointSpec = Immutable<z.output<typeof checkpointSchema>>;
