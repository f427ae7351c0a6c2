import { expect, it } from "vitest";
import { dayText, durationText, percentText, signedText } from "../../../lib/report/number-text.js";

it("writes fractions as percentages with a space that does not break", () => {
  expect(percentText(0.7447)).toBe("74.5\u00a0%");
});

it("writes a sign before every number but zero", () => {
  expect([signedText(0.01234, 4), signedText(-0.034, 4), signedText(-0.00001, 4)]).toEqual([
    "+0.0123",
    "−0.0340",
    "0.0000",
  ]);
});

it("writes durations in the two largest units", () => {
  expect([0.2, 8, 75, 3600, 7500].map(durationText)).toEqual([
    "under a second",
    "8 s",
    "1 min 15 s",
    "1 h 0 min",
    "2 h 5 min",
  ]);
});

it("takes the day of a date", () => {
  expect(dayText("2026-01-31T10:00:00.000Z")).toBe("2026-01-31");
});
