import { spawn } from "node:child_process";
import { describe, expect, it } from "vitest";
import { runScript } from "../support/run-script.js";

describe("a synchronous loop", () => {
  it.each([
    ["of operators", "add", 10_000],
    ["with gradients", "autograd", 3_000],
    ["of errors", "throw", 3_000],
  ])("%s on tensors of 1 MB keeps memory bounded without awaiting", async (_, kind, steps) => {
    const { status, stdout, stderr } = await runScript(
      "fixtures/tensor/synchronous-loop.ts",
      String(steps),
      kind,
    );
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    const { grownMegabytes, sweeps } = JSON.parse(stdout);
    expect(grownMegabytes).toBeLessThan(300);
    expect(sweeps).toBeGreaterThan(10);
  });
});

describe("the garbage collector", () => {
  it("frees every tensor once, whether the sweep or the finalizer comes first", async () => {
    const child = spawn(
      process.execPath,
      ["--expose-gc", "--import", "tsx", "test/fixtures/tensor/small-tensors.ts", "100000"],
      { stdio: ["ignore", "pipe", "inherit"] },
    );
    let stdout = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
    });
    const status = await new Promise((resolve) => child.on("close", resolve));
    expect(status).toBe(0);
    const { peak, ...end } = JSON.parse(stdout);
    expect(peak).toBeLessThan(60_000);
    expect(end).toEqual({ liveTensors: 1, liveBytes: 4, one: 1 });
  });
});
