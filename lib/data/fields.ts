import { z } from "zod";
import { either, flag, integer, oneOf, real, text } from "../check/fields.js";

const normalizations = ["scalar", "channel", "none"] as const;

/** One mean and deviation of the whole training set, one a channel, or the numbers as they are. */
export type Normalization = (typeof normalizations)[number];

/** How inputs are normalized. */
export const normalizeSchema = oneOf(normalizations);

/** How images are chosen, normalized and shaped. */
export const selectionFields = {
  perClass: integer(1)
    .exactOptional()
    .describe("So many training images of each class, drawn by the seed; default: all."),
  limit: integer(1)
    .exactOptional()
    .describe(
      "The first so many training images, in the files' order, of those perClass left; default: all. Where the files are " +
        "sorted by class, as Tiny ImageNet's are, perClass is what you want.",
    ),
  validation: either(
    [real({ above: 0, below: 1 }), z.literal("test")],
    'a fraction > 0 and < 1 or "test"',
  )
    .exactOptional()
    .describe(
      'Share of the training images held out by the seed, or "test" to watch the test set; default: none.',
    ),
  normalize: normalizeSchema
    .default("scalar")
    .describe(
      "Mean and deviation taken off: scalar (one of the whole training set, default), channel or none.",
    ),
  flatten: flag()
    .exactOptional()
    .describe("Whether images become vectors; default: as the network's input is."),
};

/** The fields of the published sets. */
export const imageSetFields = {
  root: text("a folder")
    .exactOptional()
    .describe(
      "The folder of the set's own files, gzipped or not; default: where `layca data` put them.",
    ),
  ...selectionFields,
};
