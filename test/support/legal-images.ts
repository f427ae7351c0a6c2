import type { AugmentSpec } from "../../lib/data/index.js";

/** An image's pixels: channels of rows. */
export type Pixels = readonly (readonly (readonly number[])[])[];

/** The pixel `place` of a line, 0 … size − 1 being the image; undefined for nothing. */
function beyond(border: string, place: number, size: number): number | undefined {
  if (place >= 0 && place < size) return place;
  if (border === "zeros") return undefined;
  if (border === "nearest") return place < 0 ? 0 : size - 1;
  // cba|abc|cba: the image and its mirror image in turn.
  const turn = ((place % (2 * size)) + 2 * size) % (2 * size);
  return turn < size ? turn : 2 * size - 1 - turn;
}

function shifted(image: Pixels, down: number, right: number, border: string): Pixels {
  return image.map((rows) =>
    rows.map((row, y) =>
      row.map((_value, x) => {
        const fromY = beyond(border, y - down, rows.length);
        const fromX = beyond(border, x - right, row.length);
        return fromY === undefined || fromX === undefined
          ? 0
          : (rows[fromY]?.[fromX] ?? Number.NaN);
      }),
    ),
  );
}

function outcomes(image: Pixels, change: AugmentSpec): Pixels[] {
  if (change.kind === "randomFlip") {
    return [image, image.map((rows) => rows.map((row) => [...row].reverse()))];
  }
  const { pixels, border } = change;
  const by = Array.from({ length: 2 * pixels + 1 }, (_, index) => index - pixels);
  return by.flatMap((down) => by.map((right) => shifted(image, down, right, border)));
}

/**
 * Every image that changes made one after the other may give, all equally likely, from the definition
 * of each change.
 */
export function legalImages(image: Pixels, changes: readonly AugmentSpec[]): Pixels[] {
  return changes.reduce<Pixels[]>(
    (images, change) => images.flatMap((one) => outcomes(one, change)),
    [image],
  );
}
