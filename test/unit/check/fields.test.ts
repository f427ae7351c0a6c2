import { describe, expect, test } from "vitest";
import type { z } from "zod";
import {
  either,
  flag,
  integer,
  layerNames,
  oneOf,
  real,
  size,
  strict,
  text,
} from "../../../lib/check/fields.js";
import { checkInput } from "../../../lib/check.js";
import { refusal } from "../../support/refusal.js";

const cases: [name: string, schema: z.ZodType, value: unknown, message: string][] = [
  ["integer", integer(0), -1, "expected an integer ≥ 0 but received -1"],
  ["integer", integer(1), 1.5, "expected an integer ≥ 1 but received 1.5"],
  ["integer", integer(1), -0.5, "expected an integer ≥ 1 but received -0.5"],
  ["integer", integer(1), "3", 'expected an integer ≥ 1 but received "3"'],
  ["integer", integer(1), undefined, "expected an integer ≥ 1 but it is missing"],
  ["integer", integer(1), null, "expected an integer ≥ 1 but received null"],
  ["integer", integer(1), Number.NaN, "expected an integer ≥ 1 but received NaN"],
  ["integer", integer(1), 3n, "expected an integer ≥ 1 but received 3n"],
  [
    "integer",
    integer(1),
    2 ** 53,
    "expected an integer ≤ 9007199254740991 but received 9007199254740992",
  ],
  ["integer", integer(1), 1e300, "expected an integer ≤ 9007199254740991 but received 1e+300"],
  ["size", size(), 2 ** 31, "expected an integer ≤ 2147483647 but received 2147483648"],
  ["real", real(), Number.POSITIVE_INFINITY, "expected a finite number but received Infinity"],
  ["real", real({ above: -1, below: 1 }), 1, "expected a number > -1 and < 1 but received 1"],
  ["real", real({ from: 0, to: 1 }), 1.1, "expected a number ≥ 0 and ≤ 1 but received 1.1"],
  ["flag", flag(), "true", 'expected true or false but received "true"'],
  ["text", text("a file"), "", 'expected a file but received ""'],
  ["oneOf", oneOf(["a", "b"]), "c", 'expected "a" or "b" but received "c"'],
  ["layerNames", layerNames(), [], "expected a list of one or more layer names but received []"],
  ["layerNames", layerNames(), ["0", 1], "[1]: expected a layer's name but received 1"],
  ["strict", strict({}, "a thing"), () => 1, "expected a thing but received a function"],
];

describe("messages", () => {
  test.each(cases)("%s", (_name, schema, value, message) => {
    expect(refusal(() => checkInput(schema, value))).toBe(message);
  });
});

test("unknown keys are reported one by one, with the key that was probably meant", () => {
  const schema = strict({ kernelSize: size(), bias: flag() }, "a layer");
  expect(
    refusal(() => checkInput(schema, { kernalSize: 3, bias: true, depth: 1 }, "layers[0]")),
  ).toBe(
    [
      "layers[0].kernelSize: expected an integer ≥ 1 but it is missing",
      "layers[0].kernalSize: unknown key; did you mean kernelSize? expected one of kernelSize, bias",
      "layers[0].depth: unknown key; expected one of kernelSize, bias",
    ].join("\n"),
  );
});

test("an own key __proto__ is an unknown key", () => {
  const value: unknown = JSON.parse('{ "__proto__": { "bias": true } }');
  expect(refusal(() => checkInput(strict({ bias: flag().default(true) }, "a layer"), value))).toBe(
    "__proto__: unknown key; expected one of bias",
  );
});

test("of alternatives the one that fits the value's type speaks", () => {
  const gain = strict({ gain: real() }, "an initializer");
  const schema = either([oneOf(["torch", "zeros"]), gain], "a name or { gain }");
  expect(checkInput(schema, "zeros")).toBe("zeros");
  expect(checkInput(schema, { gain: 2 })).toEqual({ gain: 2 });
  expect(refusal(() => checkInput(schema, "ones"))).toBe(
    'expected a name or { gain } but received "ones"',
  );
  expect(refusal(() => checkInput(schema, 3))).toBe("expected a name or { gain } but received 3");
  expect(refusal(() => checkInput(schema, undefined))).toBe(
    "expected a name or { gain } but it is missing",
  );
  expect(refusal(() => checkInput(schema, { gain: "2", mode: 1 }, "init"))).toBe(
    [
      'init.gain: expected a finite number but received "2"',
      "init.mode: unknown key; expected one of gain",
    ].join("\n"),
  );
});
