import { describe, expect, it } from "vitest";
import type { EngineSpec, NativeDataSet } from "../../lib/addon.js";
import { engine } from "../../lib/native.js";
import { start, thrownBy } from "../support/engine-refusal.js";
import { engineSpec, linear, recordSpec, runEngine } from "../support/engine-runs.js";
import { sgdSpec } from "../support/optimizer-specs.js";

const floats = (values: readonly number[], shape: readonly number[]) =>
  engine().tensorFromBytes(Float32Array.from(values), shape, "float32", "cpu");
const classes = (values: readonly number[]) =>
  engine().tensorFromBytes(BigInt64Array.from(values, BigInt), [values.length], "int64", "cpu");

/** A network that hands its inputs on, as many as it has outputs, and learns nothing. */
function identity(outputs: number, changes: EngineSpec): EngineSpec {
  return engineSpec({
    network: {
      input: { kind: "vector", features: outputs },
      layers: [linear(outputs, { bias: false })],
    },
    optimizer: sgdSpec({ lr: 0 }),
    epochs: 1,
    batchSize: 3,
    shuffle: false,
    ...changes,
  });
}

function run(outputs: number, set: NativeDataSet, changes: EngineSpec) {
  const rows = Array.from({ length: outputs }, (_, row) => row);
  const ones = rows.flatMap((row) => rows.map((column) => (row === column ? 1 : 0)));
  return runEngine(identity(outputs, changes), {
    train: set,
    validation: set,
    test: set,
    initialWeights: { "0.weight": floats(ones, [outputs, outputs]) },
  });
}

describe("top-5 accuracy", () => {
  const record = recordSpec({ top5: true });

  it("counts targets among the five largest outputs, in training, validation and test", async () => {
    // Falling outputs: class k is the (k + 1)-th largest of seven.
    const falling = [7, 6, 5, 4, 3, 2, 1];
    const targets = [0, 4, 5, 6, 1, 3, 2];
    const inputs = floats(
      targets.flatMap(() => falling),
      [7, 7],
    );
    const { history, state } = await run(7, { inputs, targets: classes(targets) }, { record });
    for (const figures of [history[0]?.train, history[0]?.validation, state.test]) {
      expect(figures?.accuracy).toBe(1 / 7);
      expect(figures?.top5Accuracy).toBe(5 / 7);
    }
  });

  it("takes the first of equals for the larger, as the accuracy does", async () => {
    const targets = [0, 1, 2, 3, 4, 5, 6];
    const set = {
      inputs: floats(new Array<number>(49).fill(2), [7, 7]),
      targets: classes(targets),
    };
    const { state } = await run(7, set, { record });
    expect(state.test).toMatchObject({ accuracy: 1 / 7, top5Accuracy: 5 / 7 });
  });

  it("is in no entry unless asked for", async () => {
    const set = { inputs: floats([1, 2], [1, 2]), targets: classes([1]) };
    const { history, state } = await run(2, set, {});
    expect(Object.keys(state.test ?? {})).toEqual(["loss", "accuracy"]);
    expect(Object.keys(history[0]?.train ?? {})).toEqual(["loss", "accuracy"]);
  });
});

describe("mse", () => {
  const loss = { kind: "mse" };

  it("is the mean over all numbers, short last batch included, and has no accuracy", async () => {
    const inputs = [1, 2, 3, 4, 5, 6, 7, 8];
    const targets = [0, 2, 5, 4, 5, 6, 7, 4];
    const { history, state } = await run(
      2,
      { inputs: floats(inputs, [4, 2]), targets: floats(targets, [4, 2]) },
      { loss },
    );
    const expected = { loss: expect.closeTo((1 + 0 + 4 + 0 + 0 + 0 + 0 + 16) / 8, 6) };
    expect(history[0]?.train).toEqual(expected);
    expect(history[0]?.validation).toEqual(expected);
    expect(state.test).toEqual(expected);
  });

  it("takes [N] for one output, and float64 targets in a float32 run", async () => {
    const targets = engine().tensorFromBytes(Float64Array.of(2, 2), [2], "float64", "cpu");
    const { state } = await run(1, { inputs: floats([1, 4], [2, 1]), targets }, { loss });
    expect(state.test).toEqual({ loss: 2.5 });
  });

  it.each<[string, NativeDataSet["targets"], string]>([
    [
      "classes",
      classes([0, 1]),
      "data.train.targets: expected float32 or float64 [N, 2] but received Long [2]",
    ],
    [
      "bare numbers for two outputs",
      floats([0, 1], [2]),
      "data.train.targets: expected float32 or float64 [N, 2] but received Float [2]",
    ],
    [
      "too few",
      floats([0, 1], [1, 2]),
      "data.train.targets: expected 2 targets, one a sample, but received 1",
    ],
    [
      "NaN",
      floats([0, 1, 2, Number.NaN], [2, 2]),
      "data.train.targets: expected finite numbers but received NaN or infinity",
    ],
  ])("refuses targets that do not fit: %s", (_name, targets, message) => {
    const train = { inputs: floats([1, 2, 3, 4], [2, 2]), targets };
    expect(thrownBy(() => start(identity(2, { loss }), { train }))).toContain(message);
  });

  it("refuses to record what is of classes", () => {
    const train = { inputs: floats([1, 2], [1, 2]), targets: floats([1, 2], [1, 2]) };
    const spec = identity(2, { loss, record: recordSpec({ top5: true }) });
    expect(thrownBy(() => start(spec, { train }))).toContain(
      "record.top5: expected a loss on classes, crossEntropy",
    );
  });
});
