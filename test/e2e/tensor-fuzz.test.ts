import { expect, it } from "vitest";
import { runScript } from "../support/run-script.js";

it.each([1, 2])("2,000 random calls crash nothing, seed %i", async (seed) => {
  const end = await runScript("e2e/children/tensor-fuzz.ts", [String(seed), "2000"]);
  expect(end).toMatchObject({ status: 0, signal: null, stderr: "" });
  const { returned, refused } = JSON.parse(end.stdout);
  expect(returned + refused).toBe(2000);
  expect(returned).toBeGreaterThan(100);
});
