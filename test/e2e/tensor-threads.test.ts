import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { describe, expect, it } from "vitest";
import { memoryStats, tensor } from "../../lib/tensor/index.js";
import { runScript } from "../support/run-script.js";

/** Worker threads do not inherit tsx's loader in Node 20. */
function start(workerData: string): Worker {
  const script = JSON.stringify(new URL("children/tensor-worker.ts", import.meta.url).href);
  const code = `import("tsx/esm/api").then(({ register }) => (register(), import(${script})))`;
  return new Worker(code, { eval: true, workerData });
}

describe("worker threads", () => {
  it("have tensors, gradients and counts of their own", async () => {
    const kept = tensor([1]);
    const before = memoryStats().liveTensors;
    const workers = [start("once"), start("once"), start("once")];
    const ends = workers.map((worker) => once(worker, "exit"));
    const messages = await Promise.all(workers.map((worker) => once(worker, "message")));
    for (const [message] of messages) {
      expect(message).toMatchObject({ gradient: [2, 4, 6], isRecorded: false });
      expect(message.stats.liveTensors).toBeGreaterThan(0);
    }
    for (const worker of workers) worker.postMessage("end");
    expect(await Promise.all(ends)).toEqual([[0], [0], [0]]);
    expect(memoryStats().liveTensors).toBe(before);
    expect(kept.item()).toBe(1);
  });

  it("may be terminated while they compute", async () => {
    const worker = start("for ever");
    await once(worker, "message");
    expect(await worker.terminate()).toBe(1);
    expect(tensor([1]).add(1).toArray()).toEqual([2]);
  });

  it("may be terminated at any moment", async () => {
    const end = await runScript("e2e/children/terminated-workers.ts", ["16"]);
    expect(end).toEqual({ status: 0, signal: null, stdout: "16\n", stderr: "" });
  });

  it("get no tensor by a message: what arrives is refused", async () => {
    const worker = start("once");
    await once(worker, "message");
    worker.postMessage({ handle: tensor([1]).handle });
    const [answer] = await once(worker, "message");
    expect(answer).toBe("tensor: expected a tensor but received an object");
    worker.postMessage("end");
    await once(worker, "exit");
  });
});

describe("a process", () => {
  it.each([
    ["runs to its end", "", 0, ""],
    ["calls process.exit", "exit", 3, ""],
    ["throws", "throw", 1, "Error: on purpose"],
  ])("that %s ends cleanly with tensors alive", async (_, how, status, said) => {
    const end = await runScript("e2e/children/tensor-exits.ts", [how]);
    expect(end).toMatchObject({ status, signal: null, stdout: "[2,4]" });
    expect(end.stderr).toContain(said);
  });
});
