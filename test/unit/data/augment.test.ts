import { expect, test } from "vitest";
import { randomFlip, randomShift } from "../../../lib/data/index.js";
import { parseRunSpec } from "../../../lib/train/run-spec.js";
import { refusal } from "../../support/refusal.js";
import { smallRun } from "../../support/run-specs.js";

const image = {
  input: { kind: "image", channels: 1, height: 28, width: 28 },
  layers: [{ kind: "flatten" }, { kind: "linear", outFeatures: 10 }],
};

function parsed(augment: unknown, network: unknown = image) {
  return parseRunSpec({ ...smallRun, network, augment }).augment;
}

test("describe changes, with their defaults", () => {
  expect(randomFlip()).toEqual({ kind: "randomFlip" });
  expect(randomShift({ pixels: 4 })).toEqual({ kind: "randomShift", pixels: 4, border: "zeros" });
  expect(parsed([{ kind: "randomFlip" }, { kind: "randomShift", pixels: 27 }])).toEqual([
    { kind: "randomFlip" },
    { kind: "randomShift", pixels: 27, border: "zeros" },
  ]);
  expect(parsed(undefined)).toEqual([]);
});

test.each<[string, string]>([
  ["{}", "randomShift.pixels: expected an integer ≥ 1 but it is missing"],
  ['{ "pixels": 1.5 }', "randomShift.pixels: expected an integer ≥ 1 but received 1.5"],
  [
    '{ "pixels": 1, "border": "wrap" }',
    'randomShift.border: expected "zeros", "reflect" or "nearest" but received "wrap"',
  ],
  [
    '{ "pixels": 1, "fill": 0 }',
    "randomShift.fill: unknown key; expected one of kind, pixels, border",
  ],
])("randomShift refuses %s", (options, message) => {
  expect(refusal(() => randomShift(JSON.parse(options)))).toBe(message);
});

test.each<[unknown, string]>([
  [
    { kind: "randomFlip" },
    'augment: expected a list of augmentations but received {"kind":"randomFlip"}',
  ],
  [[{ kind: "flip" }], 'augment[0].kind: expected randomFlip or randomShift but received "flip"'],
  [
    [{ kind: "randomFlip" }, { kind: "randomShift", pixels: 28 }],
    "augment[1].pixels: expected at most 27 for images of 28 × 28 pixels but received 28",
  ],
])("a run refuses %j", (augment, message) => {
  expect(refusal(() => parsed(augment))).toBe(message);
});

test("a run on vectors takes none", () => {
  expect(refusal(() => parsed([{ kind: "randomFlip" }], smallRun.network))).toBe(
    "augment: expected none for a vector input but received some",
  );
});
