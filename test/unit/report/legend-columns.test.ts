import { expect, it } from "vitest";
import { legendColumns } from "../../../lib/report/legend-columns.js";

const narrow = { theme: "light", width: "narrow" } as const;
const wide = { theme: "light", width: "wide" } as const;

it("are as many as names fit beside one another", () => {
  const short = Array.from({ length: 12 }, (_, index) => index);
  expect(legendColumns(short, narrow)).toBe(5);
  expect(legendColumns(short, wide)).toBe(12);
  expect(legendColumns(["SGD", "SGD whose step has the length of the rate"], narrow)).toBe(1);
});

it("are one for a name wider than the picture, and for none", () => {
  expect(legendColumns(["W".repeat(100)], wide)).toBe(1);
  expect(legendColumns([], wide)).toBe(1);
});
