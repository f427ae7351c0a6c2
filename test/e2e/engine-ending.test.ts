import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { EngineSpec } from "../../lib/addon.js";
import { engine } from "../../lib/native.js";
import type { HistoryEntry } from "../../lib/record.js";
import { loadSafetensors } from "../../lib/tensor/index.js";
import { start, thrownBy } from "../support/engine-refusal.js";
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
} from "../support/engine-runs.js";
import { sgdSpec } from "../support/optimizer-specs.js";
import { temporaryFolder } from "../support/temporary-folder.js";

const lossesOf = (history: readonly HistoryEntry[]) => history.map(({ train }) => train.loss);

describe("stop rules", () => {
  const spec = (stop: readonly EngineSpec[], changes: EngineSpec = {}) =>
    engineSpec({ epochs: 8, stop, ...changes });
  /** Every epoch has the same samples and weights, and so the same loss. */
  const still = { optimizer: sgdSpec({ lr: 0 }), shuffle: false };

  test("lossBelow ends at the first epoch whose training loss is below, and not at it", async () => {
    const losses = lossesOf((await runEngine(spec([]))).history);
    const value = losses[2] ?? 0;
    const expected = losses.findIndex((loss) => loss < value);
    expect(expected).toBeGreaterThan(2);
    const { state, history } = await runEngine(
      spec([{ kind: "lossBelow", value }]),
      engineInputs({ test: samples() }),
    );
    expect(state).toMatchObject({
      status: "stopped",
      reason: expect.stringMatching(
        new RegExp(`^the training loss [\\d.]+ is below [\\d.]+ at epoch ${expected}$`),
      ),
      step: 4 * (expected + 1),
      test: { loss: expect.any(Number) },
    });
    expect(lossesOf(history)).toEqual(losses.slice(0, expected + 1));
  });

  test("accuracyFloor looks at its own epoch alone, for an accuracy below", async () => {
    const { history } = await runEngine(spec([]));
    const accuracy = history[3]?.train.accuracy ?? 0;
    const floor = (epoch: number, value: number) => [{ kind: "accuracyFloor", epoch, value }];
    expect((await runEngine(spec(floor(3, accuracy)))).state.status).toBe("finished");
    expect((await runEngine(spec(floor(8, 1)))).state.status).toBe("finished");
    const { state } = await runEngine(spec(floor(3, accuracy + 1e-9)));
    expect(state).toMatchObject({
      status: "stopped",
      reason: expect.stringMatching(/^the training accuracy .+ is below .+ at epoch 3$/),
      step: 16,
    });
  });

  test("lossUnchanged ends once the loss equals each of the n before", async () => {
    const stop = [{ kind: "lossUnchanged", epochs: 3 }];
    const { state, history } = await runEngine(spec(stop, still));
    expect(state).toMatchObject({
      status: "stopped",
      reason: "the training loss has not changed for 3 epochs at epoch 3",
    });
    expect(new Set(lossesOf(history)).size).toBe(1);
    expect(history).toHaveLength(4);
    expect((await runEngine(spec(stop, { optimizer: sgdSpec() }))).state.status).toBe("finished");
  });

  test("the first rule that applies gives the reason, whatever is recorded", async () => {
    const rules = [
      { kind: "lossUnchanged", epochs: 1 },
      { kind: "lossBelow", value: 100 },
      { kind: "accuracyFloor", epoch: 0, value: 1 },
    ];
    const record = recordSpec({ every: { steps: 3 } });
    const { state, history } = await runEngine(spec(rules, { ...still, record }));
    expect(state.reason).toMatch(/^the training loss .+ is below 100 at epoch 0$/);
    expect(history.map(({ step }) => step)).toEqual([3]);
  });
});

describe("bestValidation", () => {
  const network = {
    input: { kind: "vector", features: 12 },
    layers: [linear(16), batchNorm, relu, linear(3)],
  };
  /** Too fast to get better all the time. */
  const spec = (changes: EngineSpec = {}) =>
    engineSpec({ network, batchSize: 10, optimizer: sgdSpec({ lr: 2 }), epochs: 9, ...changes });
  const inputs = () => {
    const { inputs, targets } = samples(60);
    const part = (from: number, to: number) => ({
      inputs,
      targets,
      indices: engine().tensorFromBytes(
        BigInt64Array.from({ length: to - from }, (_, index) => BigInt(from + index)),
        [to - from],
        "int64",
        "cpu",
      ),
    });
    return engineInputs({ train: part(0, 30), validation: part(30, 50), test: part(50, 60) });
  };

  /** Highest accuracy, of equals the lowest loss, of equals the first. */
  function bestEpoch(history: readonly HistoryEntry[]): number {
    const order = history.toSorted(
      ({ validation: a }, { validation: b }) =>
        (b?.accuracy ?? 0) - (a?.accuracy ?? 0) || (a?.loss ?? 0) - (b?.loss ?? 0),
    );
    return order[0]?.epoch ?? -1;
  }

  test("tests and keeps the best epoch's weights and batch-norm buffers", async () => {
    const finalPath = join(temporaryFolder(), "final.safetensors");
    const best = await runEngine(spec({ select: "bestValidation" }), { ...inputs(), finalPath });
    const epoch = bestEpoch(best.history);
    expect(epoch).toBeGreaterThan(0);
    expect(epoch).toBeLessThan(8);
    const until = await runEngine(spec({ epochs: epoch + 1 }), inputs());
    expect(weightBytes(best.handle)).toEqual(weightBytes(until.handle));
    expect(best.state.test).toEqual(until.state.test);
    expect(best.history).toHaveLength(9);

    const file = Object.entries(loadSafetensors(finalPath)).map(([key, tensor]) => [
      key,
      Buffer.from(engine().tensorToBytes(tensor.handle)).toString("hex"),
    ]);
    expect(Object.fromEntries(file)).toEqual(weightBytes(until.handle));
    expect(readFileSync(finalPath).includes("layca/")).toBe(false);
  });

  test("chooses by every epoch's validation, recorded or not", async () => {
    const record = recordSpec({ every: "step" });
    const recorded = await runEngine(spec({ select: "bestValidation" }), inputs());
    const not = await runEngine(spec({ select: "bestValidation", record }), inputs());
    expect(weightBytes(not.handle)).toEqual(weightBytes(recorded.handle));
    expect(not.history.some(({ validation }) => validation)).toBe(false);
  });

  test("holds for a run that a rule stopped", async () => {
    const stop = [{ kind: "accuracyFloor", epoch: 5, value: 1 }];
    const stopped = await runEngine(spec({ select: "bestValidation", stop }), inputs());
    const ended = await runEngine(spec({ select: "bestValidation", epochs: 6 }), inputs());
    expect(stopped.state.status).toBe("stopped");
    expect(stopped.state.test).toEqual(ended.state.test);
    expect(weightBytes(stopped.handle)).toEqual(weightBytes(ended.handle));
  });

  test("needs a validation set", () => {
    expect(thrownBy(() => start(spec({ select: "bestValidation" })))).toBe(
      "TypeError: select: bestValidation needs a validation set but the data have none",
    );
  });
});
