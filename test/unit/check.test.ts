import { expect, test } from "vitest";
import { z } from "zod";
import { integer, kinds, list, real, strict } from "../../lib/check/fields.js";
import { checkInput } from "../../lib/check.js";
import { refusal } from "../support/refusal.js";

const point = strict({ x: integer(1), y: real({ from: 0 }).default(2) }, "a point");

test("fills in defaults", () => {
  expect(checkInput(point, { x: 3 })).toEqual({ x: 3, y: 2 });
});

test("reports every issue with its path, below the place it is given", () => {
  expect(refusal(() => checkInput(list(point, "points"), [{ x: 0 }, { y: -1 }, 5], "shape"))).toBe(
    [
      "shape[0].x: expected an integer ≥ 1 but received 0",
      "shape[1].x: expected an integer ≥ 1 but it is missing",
      "shape[1].y: expected a number ≥ 0 but received -1",
      "shape[2]: expected a point but received 5",
    ].join("\n"),
  );
});

test("shows at most 50 issues", () => {
  const lines = refusal(() => checkInput(list(integer(1), "counts"), Array(60).fill(0))).split(
    "\n",
  );
  expect(lines).toHaveLength(51);
  expect(lines[49]).toBe("[49]: expected an integer ≥ 1 but received 0");
  expect(lines[50]).toBe("and 10 more");
});

test("refuses a value that contains itself", () => {
  const value: Record<string, unknown> = { a: {} };
  value.a = { b: value };
  expect(refusal(() => checkInput(z.unknown(), value))).toBe(
    "a.b: expected a value without circles but it contains the whole value again",
  );
});

test("takes the same object twice for two values", () => {
  const shared = { x: 1 };
  expect(checkInput(list(point, "points"), [shared, shared])).toHaveLength(2);
});

test("refuses ten thousand levels without overflowing the stack", () => {
  let value: unknown = {};
  for (let level = 0; level < 10_000; level++) value = { layers: [value] };
  expect(refusal(() => checkInput(z.unknown(), value, "network"))).toBe(
    "network: expected at most 64 levels of nesting",
  );
});

test("refuses more than a million values", () => {
  expect(refusal(() => checkInput(z.unknown(), new Array(2 ** 31)))).toBe(
    "expected at most 1000000 values in all",
  );
});

test("a union told apart by kind reports the branch that the kind chooses", () => {
  const shapes = kinds(
    [
      strict({ kind: z.literal("circle"), radius: real({ above: 0 }) }, "a circle"),
      strict({ kind: z.literal("square"), side: real({ above: 0 }) }, "a square"),
    ],
    { what: "a shape" },
  );
  const cases: [unknown, string][] = [
    [{ kind: "circle", radius: 0 }, "radius: expected a number > 0 but received 0"],
    [
      { kind: "squere" },
      'kind: expected circle or square but received "squere"; did you mean square?',
    ],
    [{ kind: "line" }, 'kind: expected circle or square but received "line"'],
    [{ kind: 7 }, "kind: expected circle or square but received 7"],
    [{}, "kind: expected circle or square but it is missing"],
    [[], "expected a shape but received []"],
    ["circle", 'expected a shape but received "circle"'],
  ];
  for (const [value, message] of cases)
    expect(refusal(() => checkInput(shapes, value))).toBe(message);
});
