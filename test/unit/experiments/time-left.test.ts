import { expect, it } from "vitest";
import { WorkLog } from "../../../lib/experiments/time-left.js";

it("weighs runs by their cost", () => {
  const log = new WorkLog(
    new Map([
      ["dear", 30],
      ["cheap", 10],
    ]),
  );
  expect(log.progress(0)).toEqual({ ended: 0, total: 2, fraction: 0, seconds: 0 });
  log.advance("dear", 0.5);
  log.end("cheap");
  // 25 of 40 done in 50 seconds.
  expect(log.progress(50)).toEqual({
    ended: 1,
    total: 2,
    fraction: 0.625,
    seconds: 50,
    secondsLeft: 30,
  });
});

it("is done when there is nothing to do", () => {
  expect(new WorkLog(new Map()).progress(1)).toMatchObject({ fraction: 1, total: 0 });
});
