import { once } from "node:events";
import { MessageChannel, type Worker } from "node:worker_threads";
import { describe, expect, it } from "vitest";
import { engine } from "../../lib/native.js";
import { memoryStats, tensor, torch } from "../../lib/tensor/index.js";
import { refusal } from "../support/refusal.js";
import { runScript } from "../support/run-script.js";
import { scriptWorker } from "../support/script-worker.js";

function start(workerData: string): Worker {
  return scriptWorker(new URL("children/tensor-worker.ts", import.meta.url), workerData);
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

  it("get no tensor by a message: to post one is refused", () => {
    const channel = new MessageChannel();
    const x = tensor([1]);
    const post = (message: unknown) => () => channel.port1.postMessage(message);
    const said = "Symbol(A tensor (torch.share hands it to another thread)) could not be cloned.";
    expect(post(x)).toThrow(new DOMException(said, "DataCloneError"));
    expect(post({ weights: [x] })).toThrow(said);
    expect(() => structuredClone(x)).toThrow(said);
    expect(post(x.handle)).toThrow("could not be cloned.");
    channel.port1.close();
  });
});

describe("a shared tensor", () => {
  it("is the same memory in the thread that claims it, without gradients", async () => {
    const worker = start("once");
    await once(worker, "message");
    const x = tensor([1, 2, 3], { requiresGrad: true });
    const grown = x.mul(2);
    worker.postMessage({ shared: torch.share(grown) });
    const [answer] = await once(worker, "message");
    expect(answer.recorded).toBe(false);
    expect(grown.toArray()).toEqual([4, 8, 12]);
    const sum = torch.fromShared(answer.sum);
    worker.postMessage("end");
    await once(worker, "exit");
    expect(sum.item()).toBe(24);
    expect(sum.dispose()).toBe(undefined);
  });

  it("goes to several threads at once, and may be claimed after its own has ended", async () => {
    const workers = [start("share"), start("share"), start("share")];
    const messages = await Promise.all(
      workers.map(async (worker) => {
        const ended = once(worker, "exit");
        const [message] = await once(worker, "message");
        await ended;
        return message;
      }),
    );
    const each = messages.map(({ shared }) => torch.fromShared(shared).toArray());
    expect(each).toEqual([[0.5], [0.5], [0.5]]);
  });

  it("counts for the thread that claimed it, once its own has ended", async () => {
    const external = () => {
      torch.ones([1]).dispose(); // Changes are told to V8 with the next tensor.
      return memoryStats().externalBytes / 2 ** 20;
    };
    const before = external();
    const worker = start("share much");
    const [message] = await once(worker, "message");
    await once(worker, "exit");
    expect(external() - before).toBeCloseTo(0, 0);
    const claimed = torch.fromShared(message.shared);
    expect(external() - before).toBeCloseTo(16, 0);
    claimed.dispose();
    expect(external() - before).toBeCloseTo(0, 0);
  });

  it("cannot be resized, is counted once in its thread, and freed with its last tensor", () => {
    const before = memoryStats().liveBytes;
    const x = torch.ones([1000]);
    const token = torch.share(x);
    const y = torch.fromShared(token);
    expect(memoryStats().liveBytes - before).toBe(4000);
    expect(() => y.resize_([2000])).toThrow("Trying to resize storage that is not resizable");
    expect(y.shape).toEqual([1000]);
    expect(x.resize_([10]).shape).toEqual([10]);
    x.dispose();
    expect(memoryStats().liveBytes - before).toBe(4000);
    expect(y.add_(1).sum().item()).toBe(2000);
    y.dispose();
    expect(memoryStats().hiddenBytes).toBeLessThan(2 ** 20);
  });

  it("is claimed once; what is no offer is refused", () => {
    const token = torch.share(tensor([1]));
    expect(torch.fromShared(structuredClone(token)).toArray()).toEqual([1]);
    const gone =
      "fromShared: expected a tensor that a thread of this process shared and none has claimed yet but received one " +
      "that was claimed, or whose thread has ended";
    expect(refusal(() => torch.fromShared(token))).toBe(gone);
    expect(refusal(() => torch.fromShared({ ...token, token: "0".repeat(32) }))).toBe(gone);
    expect(refusal(() => torch.fromShared(tensor([1]) as never))).toBe(
      "fromShared: expected what torch.share returned but received a tensor",
    );
    expect(refusal(() => torch.share(5 as never))).toBe(
      "share: expected a tensor but received number",
    );
    expect(refusal(() => torch.share(tensor([1]).toSparse()))).toBe(
      "tensor: expected a strided tensor but received one of another layout",
    );
  });

  it("is offered as fast when thousands of others wait to be claimed", () => {
    const x = tensor([1]);
    const from = performance.now();
    const offers = Array.from({ length: 10_000 }, () => torch.share(x));
    expect(performance.now() - from).toBeLessThan(4000);
    for (const offer of offers) torch.fromShared(offer).dispose();
  });

  it("that nobody claims ends some time after its thread", async () => {
    const addon = engine();
    addon.sharedExpire(0);
    const held = torch.share(tensor([1]));
    const worker = start("share");
    const ended = once(worker, "exit");
    const [{ shared }] = await once(worker, "message");
    await ended;
    expect(addon.sharedExpire(60_000)).toBe(2);
    expect(addon.sharedExpire(0)).toBe(1);
    expect(() => torch.fromShared(shared)).toThrow("whose thread has ended");
    expect(torch.fromShared(held).item()).toBe(1);
    expect(addon.sharedExpire(0)).toBe(0);
  });

  it("is to be claimed: the offer in a tensor's place is refused", () => {
    const offer = torch.share(tensor([1]));
    const said =
      "expected a tensor but received what torch.share returned: make a tensor of it by torch.fromShared";
    expect(refusal(() => torch.relu(offer as never))).toBe(`relu: ${said}`);
    expect(refusal(() => torch.stack([tensor([1]), offer as never]))).toBe(`stack: ${said}`);
    expect(torch.fromShared(offer).item()).toBe(1);
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

describe("functions of JavaScript that graphs hold", () => {
  it.each([
    ["a process that ends by itself", ["alive"], 0, "2", ""],
    ["process.exit inside of a hook", ["exit"], 3, "", ""],
    ["an error inside of one that nobody catches", ["throw"], 1, "", "Error: on purpose"],
    ["workers that are terminated inside of theirs", ["terminate", "8"], 0, "8", ""],
  ])("outlive %s without harm", async (_, how, status, stdout, said) => {
    const end = await runScript("e2e/children/autograd-callbacks.ts", how);
    expect(end).toMatchObject({ status, signal: null, stdout });
    expect(end.stderr).toContain(said);
  });
});
