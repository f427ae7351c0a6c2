import type { z } from "zod";
import { integer, list, real, strict } from "../check/fields.js";
import { checkInput, type Immutable } from "../check.js";
import { native, Tensor } from "../tensor/index.js";
import { type AugmentSpecInput, augmentSchema } from "./augment.js";

const numbers = list(real(), "a list of numbers, one or one a channel").min(1);

export const optionsSchema = strict(
  {
    seed: integer(0).default(1).describe("The run's; default 1."),
    epoch: integer(0, 2 ** 31 - 1)
      .default(0)
      .describe("Which epoch's changes, from 0; default 0."),
    first: integer(0, 2 ** 31 - 1)
      .default(0)
      .describe("The place of the first image in the epoch's order; default 0."),
    normalize: strict({ mean: numbers, std: numbers }, "mean and std")
      .exactOptional()
      .describe(
        "Subtracted mean and dividing deviation, one number or one a channel; default: none.",
      ),
  },
  "options",
);

/** Options of `augmentImages`. */
export type AugmentImagesOptions = Immutable<z.input<typeof optionsSchema>>;

/**
 * Images as a run would augment them: to look at them before training, or for loops of one's own.
 *
 * @param images [N, C, H, W] of uint8, float32 or float64
 * @param augment what is done to them, as a run's `augment`
 * @param options seed (1) and epoch (0) of the run; first (0): the place of the first image in the
 *   epoch's order; normalize: subtracted mean and dividing deviation, one number or one a channel
 *   (default: none)
 * @returns float32 [N, C, H, W]
 * @throws {InputError} for other shapes and dtypes, and for shifts as large as the image
 */
export function augmentImages(
  images: Tensor,
  augment: readonly AugmentSpecInput[],
  options: AugmentImagesOptions = {},
): Tensor {
  const changes = checkInput(augmentSchema, augment, "augment");
  const { seed, epoch, first, normalize } = checkInput(optionsSchema, options, "options");
  return Tensor.fromHandle(
    native((addon) =>
      addon.augmentImages(images.handle, {
        augment: changes,
        seed,
        epoch,
        first,
        ...(normalize ? { normalize } : {}),
        precision: "float32",
        channelsLast: false,
        threads: 1,
      }),
    ),
  );
}
