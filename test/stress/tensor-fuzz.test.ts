import { expect, it } from "vitest";
import { runScript } from "../support/run-script.js";

it.each(Array.from({ length: 10 }, (_, index) => 100 + index))(
  "20,000 random calls crash nothing, seed %i",
  async (seed) => {
    const end = await runScript("e2e/children/tensor-fuzz.ts", [String(seed), "20000"]);
    expect(end).toMatchObject({ status: 0, signal: null, stderr: "" });
  },
);
