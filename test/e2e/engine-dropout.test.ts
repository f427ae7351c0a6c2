import { expect, test } from "vitest";
import type { EngineSpec } from "../../lib/addon.js";
import {
  engineInputs,
  engineSpec,
  linear,
  recordSpec,
  relu,
  runEngine,
  samples,
  weightBytes,
} from "../support/engine-runs.js";
import { sgdSpec } from "../support/optimizer-specs.js";

function network(...p: number[]) {
  const dropouts = p.map((each) => ({ kind: "dropout", p: each }));
  return {
    input: { kind: "vector", features: 12 },
    layers: [linear(40), ...dropouts, relu, linear(3)],
  };
}

/** Losses of every step at lr 0, where nothing but the masks can change them. */
async function losses(changes: EngineSpec = {}) {
  const { history } = await runEngine(
    engineSpec({
      network: network(0.5),
      optimizer: sgdSpec({ lr: 0 }),
      batchSize: 30,
      shuffle: false,
      record: recordSpec({ every: "step" }),
      ...changes,
    }),
  );
  return history.map(({ train }) => train.loss);
}

test("every update has masks of its own, the same for the same seed and any thread count", async () => {
  const first = await losses();
  expect(new Set(first).size).toBe(3);
  expect(await losses({ threads: 2 })).toEqual(first);
  const other = await losses({ epochs: 4 });
  expect(other.slice(0, 3)).toEqual(first);
  expect(new Set(other).size).toBe(4);
});

test("batches whose gradients make one update have the masks of the large batch", async () => {
  const spec = { precision: "float64", optimizer: sgdSpec({ lr: 0.1 }) };
  const large = await losses({ ...spec, batchSize: 30 });
  const parts = await losses({ ...spec, batchSize: 8, accumulate: 4 });
  expect(parts).toHaveLength(3);
  for (const [index, loss] of parts.entries()) expect(loss).toBeCloseTo(large[index] ?? 0, 12);
});

test("p 1 zeroes everything: what is left are the biases, whatever the batch", async () => {
  const [large, ...rest] = await losses({ network: network(1), epochs: 1 });
  const small = await losses({ network: network(1), epochs: 1, batchSize: 3 });
  expect(rest).toEqual([]);
  expect(small).toHaveLength(10);
  for (const loss of small) expect(loss).toBeCloseTo(large ?? Number.NaN, 6);
});

test("does nothing in evaluation", async () => {
  const test = samples(20, 12, 3);
  const run = (...p: number[]) =>
    runEngine(
      engineSpec({ network: network(...p), optimizer: sgdSpec({ lr: 0 }), epochs: 1 }),
      engineInputs({ test }),
    );
  const [dropped, plain] = [await run(0.9), await run(0)];
  expect(dropped.state.test).toEqual(plain.state.test);
  expect(weightBytes(dropped.handle)["0.weight"]).toBe(weightBytes(plain.handle)["0.weight"]);
});

test("keeps a frozen prefix from being computed once, unless p is 0", async () => {
  const cached = async (p: number) => {
    const { state } = await runEngine(engineSpec({ network: network(p), trainable: ["3"] }));
    return state.cachedLayers;
  };
  expect([await cached(0.5), await cached(0)]).toEqual([0, 3]);
});
