import { describe, expect, it } from "vitest";
import { runScript } from "../support/run-script.js";

describe("a synchronous loop", () => {
  it.each([
    ["of operators", "add", 10_000],
    ["with gradients", "autograd", 1_000],
    ["of errors", "throw", 2_000],
    ["that trains a network", "network", 1_000],
  ])("%s on tensors of 1 MB keeps memory bounded without awaiting", async (_, kind, steps) => {
    const script = "e2e/children/tensor-synchronous-loop.ts";
    const { status, stdout, stderr } = await runScript(script, [String(steps), kind]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    const { grownMegabytes, sweeps } = JSON.parse(stdout);
    expect(grownMegabytes).toBeLessThan(300);
    expect(sweeps).toBeGreaterThan(10);
  });
});

describe("the garbage collector", () => {
  it("frees every tensor once, whether the sweep or the finalizer comes first", async () => {
    const script = "e2e/children/tensor-crowd.ts";
    const { status, stdout } = await runScript(script, ["100000"], ["--expose-gc"]);
    expect(status).toBe(0);
    const { peak, ...end } = JSON.parse(stdout);
    expect(peak).toBeLessThan(60_000);
    expect(end).toEqual({ liveTensors: 1, liveBytes: 4, one: 1 });
  });
});
