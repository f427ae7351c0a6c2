import { describe, expect, test } from "vitest";
import { engine } from "../../lib/native.js";
import {
  batchNorm,
  engineInputs,
  engineSpec,
  linear,
  recordSpec,
  relu,
  runEngine,
  samples,
  weightBytes,
  weightValues,
} from "../support/engine-runs.js";
import { laycaSpec, sgdSpec } from "../support/optimizer-specs.js";

/** Large enough that libtorch divides its matrix products among threads. */
const wide = {
  network: {
    input: { kind: "vector", features: 256 },
    layers: [linear(300), relu, linear(300), relu, linear(10)],
  },
  epochs: 4,
  batchSize: 100,
};

const wideInputs = () => engineInputs({ train: samples(400, 256, 10), test: samples(50, 256, 10) });

async function bytesOf(spec: Parameters<typeof runEngine>[0], inputs = engineInputs()) {
  const { handle, history, state } = await runEngine(spec, inputs);
  expect(state.status).toBe("finished");
  return { weights: weightBytes(handle), history, test: state.test };
}

describe("the same seed", () => {
  test.each(["float32", "float64"])("gives the same bits (%s)", async (precision) => {
    const spec = engineSpec({ precision, optimizer: laycaSpec() });
    expect(await bytesOf(spec)).toEqual(await bytesOf(spec));
  });

  test("and another one others", async () => {
    const first = await bytesOf(engineSpec());
    const second = await bytesOf(engineSpec({ seed: 2 }));
    expect(second.weights["0.weight"]).not.toBe(first.weights["0.weight"]);
  });

  test("draws float32 weights that are the float64 ones, rounded", async () => {
    const single = await runEngine(engineSpec({ epochs: 1 }));
    const double = await runEngine(engineSpec({ epochs: 1, precision: "float64" }));
    const drawn = engine().runWeights(double.handle, "initial")["0.weight"];
    if (!drawn) throw new Error("no 0.weight");
    const rounded = Float32Array.from(new Float64Array(engine().tensorToBytes(drawn)));
    expect(weightValues(single.handle, "0.weight", "initial")).toEqual(rounded);
  });
});

describe("threads", () => {
  test("runs with one and two threads side by side equal each alone", async () => {
    const specs = [1, 2].map((threads) => engineSpec({ ...wide, threads, optimizer: laycaSpec() }));
    const alone = [];
    for (const spec of specs) alone.push(await bytesOf(spec, wideInputs()));
    const together = await Promise.all(specs.map((spec) => bytesOf(spec, wideInputs())));
    expect(together).toEqual(alone);
  });

  test("do not change what batch-norm finds in a batch of several blocks", async () => {
    const network = {
      input: { kind: "vector", features: 256 },
      // Numbers whose sums depend on their order.
      layers: [{ kind: "layerNorm", affine: false, eps: 1e-5 }, batchNorm, relu, linear(10)],
    };
    const found = [1, 2].map(async (threads) => {
      const spec = { ...wide, network, threads, batchSize: 400, epochs: 1, precision: "float64" };
      const { weights } = await bytesOf(engineSpec(spec), wideInputs());
      return [weights["1.running_mean"], weights["1.running_var"]];
    });
    const [one, two] = await Promise.all(found);
    expect(one?.every((bytes) => bytes !== undefined)).toBe(true);
    expect(two).toEqual(one);
  });
});

describe("the frozen prefix", () => {
  /** Rate 0 keeps kernel 0 as it is and yet trained, so that nothing can be computed once. */
  const multipliers = [0, 1, 1];
  const optimizer = laycaSpec({ multipliers, others: "frozen" });

  test.each([true, false])("changes no result (shuffle %s)", async (shuffle) => {
    const cached = await runEngine(engineSpec({ optimizer, shuffle, trainable: ["2", "4"] }));
    const plain = await runEngine(engineSpec({ optimizer, shuffle }));
    expect(cached.state.cachedLayers).toBe(2);
    expect(plain.state.cachedLayers).toBe(0);
    for (const key of ["0.weight", "2.weight", "4.weight"]) {
      const values = weightValues(cached.handle, key);
      const expected = weightValues(plain.handle, key);
      // A product of another size may add in another order: some units in the last place.
      values.forEach((value, index) => {
        expect(Math.abs(value - (expected[index] ?? Number.NaN))).toBeLessThan(1e-6);
      });
    }
  });

  test("is of the chosen samples where the set has indices", async () => {
    const indices = engine().tensorFromBytes(
      BigInt64Array.of(29n, 3n, 3n, 12n),
      [4],
      "int64",
      "cpu",
    );
    const train = { ...samples(), indices };
    const spec = { shuffle: false, batchSize: 4, epochs: 1 };
    const cached = await runEngine(
      engineSpec({ ...spec, optimizer, trainable: ["4"] }),
      engineInputs({ train }),
    );
    const plain = await runEngine(engineSpec({ ...spec, optimizer }), engineInputs({ train }));
    expect(cached.state.cachedLayers).toBe(4);
    expect(cached.history[0]?.train.loss).toBeCloseTo(plain.history[0]?.train.loss ?? 0, 6);
  });

  test("is not computed once behind batch-norm, whose running figures go on", async () => {
    const network = {
      input: { kind: "vector", features: 12 },
      layers: [linear(16), batchNorm, relu, linear(3)],
    };
    const spec = engineSpec({ network, trainable: ["3"], batchSize: 10 });
    const { handle, state } = await runEngine(spec);
    expect(state.cachedLayers).toBe(0);
    const before = weightValues(handle, "1.running_mean", "initial");
    expect(weightValues(handle, "1.running_mean")).not.toEqual(before);
    expect(weightBytes(handle)["0.weight"]).toBe(weightBytes(handle, "initial")["0.weight"]);
    const tracked = engine().runWeights(handle, "current")["1.num_batches_tracked"];
    if (!tracked) throw new Error("no 1.num_batches_tracked");
    expect(new BigInt64Array(engine().tensorToBytes(tracked))).toEqual(BigInt64Array.of(9n));
  });
});

describe("what is not trained", () => {
  test("stays as it was, bit for bit, and has turned by 0", async () => {
    const spec = engineSpec({ trainable: ["2"], record: recordSpec({ every: "step" }) });
    const { handle, history } = await runEngine(spec);
    const [initial, current] = [weightBytes(handle, "initial"), weightBytes(handle)];
    for (const key of ["0.weight", "0.bias", "4.weight", "4.bias"]) {
      expect(current[key]).toBe(initial[key]);
    }
    expect(current["2.weight"]).not.toBe(initial["2.weight"]);
    expect(current["2.bias"]).not.toBe(initial["2.bias"]);
    for (const { rotation } of history) {
      expect(rotation?.distance?.[0]).toBe(0);
      expect(rotation?.angle?.[2]).toBe(0);
      expect(rotation?.distance?.[1]).toBeGreaterThan(0);
    }
  });

  test("weight decay acts on kernels unless asked otherwise", async () => {
    const decay = (weightDecayOn: unknown) =>
      runEngine(engineSpec({ optimizer: sgdSpec({ weightDecay: 0.5, weightDecayOn }), epochs: 1 }));
    const plain = await runEngine(engineSpec({ epochs: 1, optimizer: sgdSpec() }));
    const all = await decay("all");
    const named = await decay(["0", "2", "4"]);
    const kernels = await decay("kernels");
    expect(weightBytes(named.handle)).toEqual(weightBytes(all.handle));
    expect(weightBytes(kernels.handle)).not.toEqual(weightBytes(all.handle));
    expect(weightBytes(kernels.handle)).not.toEqual(weightBytes(plain.handle));
  });
});
