import { setTimeout as delay } from "node:timers/promises";
import { expect, test } from "vitest";
import { engine } from "../../lib/native.js";
import {
  engineInputs,
  engineSpec,
  longSpec,
  recordSpec,
  runEngine,
  samples,
  started,
  weightBytes,
} from "../support/engine-runs.js";

test("a run ends after the step in hand once it is asked to stop", async () => {
  const { handle, ended } = started(longSpec(), engineInputs({ test: samples() }));
  while (engine().runState(handle).step < 5) await delay(1);
  engine().runStop(handle);
  const { state } = await ended;
  expect(state.status).toBe("interrupted");
  expect(state.reason).toBeUndefined();
  expect(state.test).toBeUndefined();
  expect(state.step).toBeGreaterThanOrEqual(5);
  expect(Object.keys(weightBytes(handle))).toHaveLength(6);
});

test("stopping before the first step and after the last is harmless", async () => {
  const early = started(longSpec());
  engine().runStop(early.handle);
  engine().runStop(early.handle);
  expect((await early.ended).state.status).toBe("interrupted");

  const late = await runEngine(engineSpec());
  engine().runStop(late.handle);
  expect(engine().runState(late.handle).status).toBe("finished");
});

test("weights: the initial ones while it runs, the current ones once it has ended", async () => {
  const { handle, ended } = started(longSpec());
  expect(Object.keys(engine().runWeights(handle, "initial"))).toEqual([
    "0.weight",
    "0.bias",
    "2.weight",
    "2.bias",
    "4.weight",
    "4.bias",
  ]);
  expect(() => engine().runWeights(handle, "current")).toThrow(
    "the run's weights can be read once it has ended",
  );
  while (engine().runState(handle).step === 0) await delay(1);
  engine().runStop(handle);
  await ended;
  expect(weightBytes(handle, "current")).not.toEqual(weightBytes(handle, "initial"));
});

test("progress is seen while it runs", async () => {
  const { handle, ended } = started(longSpec());
  while (engine().runState(handle).epoch < 2) await delay(1);
  const state = engine().runState(handle);
  expect(state).toMatchObject({ status: "running", totalSteps: 4_000_000, cachedLayers: 0 });
  expect(state.loss).toBeGreaterThan(0);
  expect(state.seconds).toBeGreaterThan(0);
  expect(state.layers).toEqual([
    { name: "0", parameter: "0.weight", shape: [16, 12] },
    { name: "2", parameter: "2.weight", shape: [16, 16] },
    { name: "4", parameter: "4.weight", shape: [3, 16] },
  ]);
  engine().runStop(handle);
  await ended;
});

test("entries are kept while nobody reads", async () => {
  const record = recordSpec({ every: "step" });
  let calls = 0;
  const handle = engine().runStart(engineSpec({ epochs: 500, record }), engineInputs(), () => {
    calls++;
  });
  const until = performance.now() + 30;
  while (performance.now() < until);
  while (engine().runState(handle).status === "running") await delay(5);
  expect(engine().runState(handle).entries).toBe(2000);
  expect(engine().runEntry(handle, 1999)).toMatchObject({ at: "step", epoch: 499, step: 2000 });
  await delay(5);
  // Coalesced: far fewer calls than entries, and one at least.
  expect(calls).toBeGreaterThanOrEqual(1);
  expect(calls).toBeLessThanOrEqual(2001);
});

test("many runs at once end each as it would alone", async () => {
  const specs = Array.from({ length: 8 }, (_, seed) => engineSpec({ seed }));
  const together = await Promise.all(specs.map((spec) => runEngine(spec)));
  for (const [seed, spec] of specs.entries()) {
    const alone = await runEngine(spec);
    expect(together[seed]?.history).toEqual(alone.history);
  }
});
