import { expect, test } from "vitest";
import { listText, pathText, valueText } from "../../../lib/check/value-text.js";

test.each<[unknown, string]>([
  [undefined, "undefined"],
  [null, "null"],
  [-0, "-0"],
  [Number.NaN, "NaN"],
  [10n, "10n"],
  ["a\nb", '"a\\nb"'],
  [[1, Number.NaN, 2n], '[1,"NaN","2n"]'],
  [{ kind: "linear" }, '{"kind":"linear"}'],
  [() => 1, "a function"],
  [Symbol("s"), "a symbol"],
  ["x".repeat(100), `"${"x".repeat(58)}…`],
])("shows %o", (value, text) => {
  expect(valueText(value)).toBe(text);
});

test("shows what has no JSON by its type", () => {
  const circle: unknown[] = [];
  circle.push(circle);
  expect(valueText(circle)).toBe("an array");
  expect(valueText({ circle })).toBe("an object");
});

test("writes paths as code does", () => {
  expect(pathText("", ["network", "layers", 3, "kernelSize"])).toBe("network.layers[3].kernelSize");
  expect(pathText("network", [])).toBe("network");
  expect(pathText("weights", ["0.bias", "a"])).toBe('weights["0.bias"].a');
});

test("lists alternatives", () => {
  expect([["a"], ["a", "b"], ["a", "b", "c"]].map(listText)).toEqual(["a", "a or b", "a, b or c"]);
});
