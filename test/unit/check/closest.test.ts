import { expect, test } from "vitest";
import { closest } from "../../../lib/check/closest.js";

test.each([
  ["kernalSize", "kernelSize"],
  ["EPOCHS", "epochs"],
  ["epoks", "epochs"],
  ["batchsize", "batchSize"],
  ["depth", undefined],
  ["", undefined],
  ["e".repeat(10_000), undefined],
])("%s means %s", (word, meant) => {
  expect(closest(word, ["batchSize", "epochs", "kernelSize"])).toBe(meant);
});
