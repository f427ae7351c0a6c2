import type { z } from "zod";
import { integer, kind, kinds, list, real, strict } from "../check/fields.js";
import type { Immutable } from "../check.js";

const what = "a stop rule";
const epochs = (from: number) => integer(from, 2 ** 31 - 1);

const lossBelow = strict(
  {
    kind: kind("lossBelow"),
    value: real({ above: 0 }).describe(
      "Training ends once the epoch's training loss is below this.",
    ),
  },
  what,
).meta({ title: "Loss below", description: "Ends a run that has learned its training set." });

const accuracyFloor = strict(
  {
    kind: kind("accuracyFloor"),
    epoch: epochs(0).describe("The one 0-based epoch at whose end the rule looks."),
    value: real({ from: 0, to: 1 }).describe(
      "Training ends where the epoch's training accuracy is below this.",
    ),
  },
  what,
).meta({ title: "Accuracy floor", description: "Ends a run that does not get off the ground." });

const lossUnchanged = strict(
  {
    kind: kind("lossUnchanged"),
    epochs: epochs(1).describe(
      "Training ends where the epoch's training loss equals that of each of so many epochs before.",
    ),
  },
  what,
).meta({ title: "Loss unchanged", description: "Ends a run that stands still." });

/** Rules that end training early; they read the training figures at an epoch's end. */
export const stopSchema = list(
  kinds([lossBelow, accuracyFloor, lossUnchanged], { what }),
  "a list of at most 100 stop rules",
).max(100);

/** Stop rules. */
export type StopSpec = Immutable<z.output<typeof stopSchema>>;
