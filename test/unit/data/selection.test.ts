import fc from "fast-check";
import { expect, test } from "vitest";
import { type Permute, type Selection, select } from "../../../lib/data/selection.js";
import { refusal } from "../../support/refusal.js";

/** Turns the order round: the last come first. */
const reverse: Permute = (_purpose, _index, n) =>
  Int32Array.from({ length: n }, (_, i) => n - 1 - i);
const labels = Uint8Array.from({ length: 12 }, (_, sample) => sample % 3);

function selected(selection: Selection) {
  const { train, validation } = select(labels, 3, selection, reverse);
  return { train: train && [...train], validation: validation && [...validation] };
}

test("takes all unless asked", () => {
  expect(selected({})).toEqual({ train: undefined, validation: undefined });
  expect(selected({ validation: "test" })).toEqual({ train: undefined, validation: undefined });
});

test("perClass draws of each class, and keeps the file's order", () => {
  expect(selected({ perClass: 2 }).train).toEqual([6, 7, 8, 9, 10, 11]);
});

test("limit takes the first, of those perClass left", () => {
  expect(selected({ limit: 5 }).train).toEqual([0, 1, 2, 3, 4]);
  expect(selected({ perClass: 2, limit: 4 }).train).toEqual([6, 7, 8, 9]);
});

test("validation holds a fraction of the selected out", () => {
  expect(selected({ validation: 0.25 })).toEqual({
    train: [0, 1, 2, 3, 4, 5, 6, 7, 8],
    validation: [9, 10, 11],
  });
  expect(selected({ perClass: 2, validation: 0.5 })).toEqual({
    train: [6, 7, 8],
    validation: [9, 10, 11],
  });
});

test("every permutation splits without loss or overlap", () => {
  fc.assert(
    fc.property(
      fc.shuffledSubarray([...labels.keys()], { minLength: 12 }),
      fc.double({ min: 0.1, max: 0.9, noNaN: true }),
      (order, validation) => {
        const { train, validation: held } = select(labels, 3, { validation }, () =>
          Int32Array.from(order),
        );
        const all = [...(train ?? []), ...(held ?? [])].sort((a, b) => a - b);
        expect(all).toEqual([...labels.keys()]);
        expect(held).toHaveLength(Math.round(12 * validation));
      },
    ),
  );
});

test.each<[Selection, string]>([
  [
    { perClass: 5 },
    "data.perClass: expected at most the 4 images of class 0 that there are but received 5",
  ],
  [
    { limit: 13 },
    "data.limit: expected at most the 12 training images that there are but received 13",
  ],
  [
    { perClass: 1, limit: 4 },
    "data.limit: expected at most the 3 training images that there are but received 4",
  ],
  [
    { validation: 0.01 },
    "data.validation: expected a fraction that leaves images on both sides but received 0.01 of 12",
  ],
  [
    { validation: 0.99 },
    "data.validation: expected a fraction that leaves images on both sides but received 0.99 of 12",
  ],
])("refuses %o", (selection, message) => {
  expect(refusal(() => selected(selection))).toBe(message);
});
