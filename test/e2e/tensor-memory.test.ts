import { describe, expect, it } from "vitest";
import { runScript } from "../support/run-script.js";

const script = "e2e/children/tensor-synchronous-loop.ts";
const KILOBYTE = 2 ** 10;
const MEGABYTE = 2 ** 20;

describe("a synchronous loop", () => {
  it.each([
    ["add", 100_000, KILOBYTE],
    ["add", 2_000, 4 * MEGABYTE],
    ["creation", 4_000, 256 * KILOBYTE],
    ["list", 3_000, MEGABYTE],
    ["tuple", 2_000, 64 * KILOBYTE],
    ["backward", 1_000, MEGABYTE],
    ["graph", 1_000, 4 * MEGABYTE],
    ["recorded", 100_000, KILOBYTE],
    ["network", 1_000, 4 * MEGABYTE],
    ["inPlace", 2_000, MEGABYTE],
    ["throw", 2_000, MEGABYTE],
    ["throwAtOnce", 100_000, KILOBYTE],
    ["scope", 2_000, MEGABYTE],
    ["add", 4_000, MEGABYTE, "worker"],
    ["graph", 1_000, 4 * MEGABYTE, "worker"],
  ] as const)("of %s, %i times %i bytes, keeps memory bounded without awaiting", async (...row) => {
    const { status, stdout, stderr } = await runScript(script, row.map(String));
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(JSON.parse(stdout).grownMegabytes).toBeLessThan(300);
  });

  it.each([
    ["add", "main", 7],
    ["backward", "main", 7],
    ["backward", "worker", 0],
  ])(
    "of %s may be ended by process.exit in the middle, %s thread",
    async (kind, thread, status) => {
      const end = await runScript(script, [kind, "400", String(MEGABYTE), thread, "exit"]);
      expect(end).toEqual({ status, signal: null, stdout: "", stderr: "" });
    },
  );
});

describe("the garbage collector", () => {
  it.each([
    ["100,000 tensors, also while the loop does not yield", "100000"],
    ["three tensors, though no operator comes after them", "3"],
  ])("frees %s, once each", async (_, count) => {
    const crowd = "e2e/children/tensor-crowd.ts";
    const { status, stdout } = await runScript(crowd, [count], ["--expose-gc"]);
    expect(status).toBe(0);
    const { peak, ...end } = JSON.parse(stdout);
    expect(peak).toBeLessThan(60_000);
    expect(end).toEqual({ held: 2, liveTensors: 1, liveBytes: 4, one: 1 });
  });
});

describe("small tensors that nobody keeps", () => {
  it.each([
    ["the main thread", [], [], "undefined"],
    ["a worker", ["worker"], [], "undefined"],
    ["a process that shows its own collector", [], ["--expose-gc"], "function"],
  ])(
    "are freed by the thousand in %s, with V8's flags as they were",
    async (_, args, options, collector) => {
      const end = await runScript("e2e/children/tensor-young.ts", args, options);
      expect(end).toMatchObject({ status: 0, stderr: "" });
      const { peak, left } = JSON.parse(end.stdout);
      // V8 itself collects after some 100,000; a busy machine has it asked less often.
      expect(peak).toBeLessThan(60_000);
      expect(left).toEqual([collector, collector]);
    },
  );
});

describe("large tensors that nobody keeps", () => {
  it("do not make V8 mark all that lives, beside the operators", async () => {
    const end = await runScript("e2e/children/tensor-marking.ts");
    expect(end).toMatchObject({ status: 0, stderr: "" });
    const { young, marked } = JSON.parse(end.stdout);
    expect(young).toBeGreaterThan(100);
    expect(marked).toBe(0);
  });
});

describe.runIf(process.platform === "linux")("tensors of 256 kB to 4 MB that nobody keeps", () => {
  it("leave their pages to the next ones", async () => {
    const end = await runScript("e2e/children/tensor-pages.ts");
    expect(end).toMatchObject({ status: 0, stderr: "" });
    const faults: Record<string, number> = JSON.parse(end.stdout);
    // A tensor has 64 to 1024 pages; where malloc gave them back, almost each was made anew.
    for (const [size, count] of Object.entries(faults)) expect(count, size).toBeLessThan(16);
  });
});

describe.runIf(process.platform === "linux")("where memory runs out", () => {
  it("an operator is called again without the garbage, and its error is libtorch's", async () => {
    const end = await runScript("e2e/children/tensor-out-of-memory.ts");
    expect(end).toMatchObject({ status: 0, stderr: "" });
    expect(JSON.parse(end.stdout)).toEqual({
      made: 20,
      held: [600, MEGABYTE / 4],
      refusals: [
        expect.stringMatching(/^TorchError: DefaultCPUAllocator: can't allocate memory: you tried/),
        expect.stringMatching(/^TorchError: DefaultCPUAllocator: can't allocate memory: you tried/),
      ],
      swept: true,
    });
  });
});
