import { expect, it } from "vitest";
import { runScript } from "../support/run-script.js";

it.each(Array.from({ length: 10 }, (_, index) => 100 + index))(
  "10,000 random calls over all operators crash nothing, seed %i",
  async (seed) => {
    const args = [String(seed), "10000"];
    const end = await runScript("e2e/children/tensor-fuzz.ts", args, [], 2000);
    expect(end).toMatchObject({ status: 0, signal: null, stderr: "" });
  },
);
