import { expect, it } from "vitest";
import { runScript } from "../support/run-script.js";

const CALLS = 3000;

it.each([1, 2])("3,000 random calls over all operators crash nothing, seed %i", async (seed) => {
  const args = [String(seed), String(CALLS)];
  const end = await runScript("e2e/children/tensor-fuzz.ts", args, [], 2000);
  expect(end).toMatchObject({ status: 0, signal: null, stderr: "" });
  // LAPACK writes what it refuses to standard output too.
  const { returned, refused } = JSON.parse(end.stdout.split("\n").at(-1) ?? "");
  expect(returned + refused).toBe(CALLS);
  expect(returned).toBeGreaterThan(CALLS / 5);
});
