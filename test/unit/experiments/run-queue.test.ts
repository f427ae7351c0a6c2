import { expect, it } from "vitest";
import { LocalQueue, type QueuedRun } from "../../../lib/experiments/run-queue.js";
import { parseRunSpec } from "../../../lib/train/run-spec.js";
import { smallRun } from "../../support/run-specs.js";

const runs: QueuedRun[] = ["a", "b"].map((key) => ({
  key,
  directory: `runs/${key}`,
  spec: parseRunSpec(smallRun),
}));

it("hands out each run once, and again only what is given back", async () => {
  const queue = new LocalQueue(runs);
  const first = await queue.take();
  expect(first?.key).toBe("a");
  if (first) await queue.giveBack(first);
  expect((await queue.take())?.key).toBe("a");
  const last = await queue.take();
  expect(last?.key).toBe("b");
  expect(await queue.take()).toBeUndefined();
  if (last) await queue.finish(last, { reason: "no memory" });
  expect([...queue.outcomes]).toEqual([["b", { reason: "no memory" }]]);
});

it("leaves the list it was given as it is", async () => {
  await new LocalQueue(runs).take();
  expect(runs).toHaveLength(2);
});
