import { expect, it } from "vitest";
import { runScript } from "../support/run-script.js";

it.each([
  ["add", 2 ** 10],
  ["add", 2 ** 16],
  ["add", 2 ** 20],
  ["add", 2 ** 22],
  ["backward", 2 ** 18],
  ["graph", 2 ** 20],
])("100,000 times %s of %i bytes keep memory bounded without awaiting", async (kind, bytes) => {
  const script = "e2e/children/tensor-synchronous-loop.ts";
  const { status, stdout, stderr } = await runScript(script, [kind, "100000", String(bytes)]);
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  expect(JSON.parse(stdout).grownMegabytes).toBeLessThan(300);
});
