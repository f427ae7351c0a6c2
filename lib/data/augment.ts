import type { z } from "zod";
import { integer, kind, kinds, list, oneOf, strict } from "../check/fields.js";
import { checkInput, type Immutable } from "../check.js";

const randomFlipSchema = strict({ kind: kind("randomFlip") }, "an augmentation").meta({
  title: "Random flip",
  description: "Mirrors an image left to right with probability 1/2.",
});

export const randomShiftSchema = strict(
  {
    kind: kind("randomShift"),
    pixels: integer(1, 2 ** 31 - 1).describe(
      "The most pixels an image is moved, in each direction; less than its height and width.",
    ),
    border: oneOf(["zeros", "reflect", "nearest"])
      .default("zeros")
      .describe(
        "What comes in at the edge: zeros (default; 0 in what the network sees, that is after normalization), " +
          "reflect (the image mirrored, its outermost pixel repeated: cba|abc) or nearest (the outermost pixel).",
      ),
  },
  "an augmentation",
).meta({
  title: "Random shift",
  description:
    "Moves an image down and to the right by whole numbers of pixels from −pixels to pixels, each equally likely.",
});

const augmentation = kinds([randomFlipSchema, randomShiftSchema], { what: "an augmentation" });

/** A list of augmentations, made one after the other. */
export const augmentSchema = list(augmentation, "a list of augmentations").max(100);

/** A random change of training images, with its defaults filled in. */
export type AugmentSpec = Immutable<z.output<typeof augmentation>>;

/** A random change of training images, as a user writes it. */
export type AugmentSpecInput = Immutable<z.input<typeof augmentation>>;

/**
 * Mirrors each training image left to right with probability 1/2, drawn anew in every epoch.
 *
 * @example train(net, data, { augment: [randomFlip(), randomShift({ pixels: 4 })], … })
 */
export function randomFlip(): AugmentSpec {
  return { kind: "randomFlip" };
}

/** Options of `randomShift`. */
export type RandomShiftOptions = Immutable<Omit<z.input<typeof randomShiftSchema>, "kind">>;

/**
 * Moves each training image by whole pixels, −pixels … pixels down and as many to the right, all
 * equally likely and drawn anew in every epoch. (Keras draws fractions of pixels and interpolates.)
 *
 * @param options pixels: the most, less than the image's height and width; border: what comes in at
 *   the edge. `zeros` (default) is 0 in what the network sees, as Keras' `fill_mode="constant"` on
 *   normalized images gives it (torchvision pads the raw image instead); `reflect` mirrors the image
 *   with its outermost pixel repeated, cba|abc, as Keras does (PyTorch's `reflect` leaves the
 *   outermost pixel out); `nearest` repeats the outermost pixel.
 * @throws {InputError} naming the option.
 */
export function randomShift(options: RandomShiftOptions): AugmentSpec {
  return checkInput(randomShiftSchema, { ...options, kind: "randomShift" }, "randomShift");
}
