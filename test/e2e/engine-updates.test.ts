import { describe, expect, test } from "vitest";
import type { EngineSpec, RunHandle } from "../../lib/addon.js";
import { engine } from "../../lib/native.js";
import {
  engineInputs,
  engineSpec,
  recordSpec,
  runEngine,
  samples,
} from "../support/engine-runs.js";
import { adamSpec, laycaSpec, sgdSpec } from "../support/optimizer-specs.js";

/** The final weights (float64), all in a row. */
function finalWeights(run: RunHandle): number[] {
  return Object.values(engine().runWeights(run, "current")).flatMap((tensor) => [
    ...new Float64Array(engine().tensorToBytes(tensor)),
  ]);
}

function expectClose(actual: readonly number[], expected: readonly number[], tolerance: number) {
  const scale = Math.max(...expected.map(Math.abs));
  expect(actual).toHaveLength(expected.length);
  const errors = actual.map((value, index) => Math.abs(value - (expected[index] ?? Number.NaN)));
  expect(Math.max(...errors) / scale).toBeLessThanOrEqual(tolerance);
}

describe("accumulate", () => {
  const optimizers: [string, EngineSpec][] = [
    ["sgd with momentum", sgdSpec({ momentum: 0.9 })],
    ["layca over adam", laycaSpec({ base: adamSpec() })],
  ];

  /** 29 samples: batches of 8, 8, 8 and 5, in updates of 24 and 5, as of large batches. */
  test.each(optimizers)(
    "equals the large batch to rounding, a short last one too: %s",
    async (_, optimizer) => {
      const spec = { optimizer, precision: "float64", epochs: 5, clipGradNorm: 0.2 };
      const inputs = () => engineInputs({ train: samples(29) });
      const record = recordSpec({ gradients: true });
      const large = await runEngine(engineSpec({ ...spec, record, batchSize: 24 }), inputs());
      const parts = await runEngine(
        engineSpec({ ...spec, record, batchSize: 8, accumulate: 3 }),
        inputs(),
      );
      expect(parts.state).toMatchObject({ step: 10, totalSteps: 10, samples: 29 });
      expectClose(finalWeights(parts.handle), finalWeights(large.handle), 1e-12);
      for (const [index, entry] of parts.history.entries()) {
        expectClose([entry.train.loss], [large.history[index]?.train.loss ?? 0], 1e-12);
        expect(entry.train.accuracy).toBe(large.history[index]?.train.accuracy);
        expect(entry.step).toBe(large.history[index]?.step);
        expectClose(
          entry.gradients?.norm ?? [],
          large.history[index]?.gradients?.norm ?? [],
          1e-12,
        );
      }
    },
  );

  test("weighs samples alike, not batches", async () => {
    // One update of batches of 8, 8, 8 and 5: the mean of four means would be another.
    const spec = { precision: "float64", epochs: 1, optimizer: sgdSpec({ lr: 1 }) };
    const inputs = () => engineInputs({ train: samples(29) });
    const whole = await runEngine(engineSpec({ ...spec, batchSize: 29 }), inputs());
    const parts = await runEngine(engineSpec({ ...spec, batchSize: 8, accumulate: 4 }), inputs());
    expectClose(finalWeights(parts.handle), finalWeights(whole.handle), 1e-12);
  });

  test("makes a smaller update of what an epoch has left, or drops the short batch", async () => {
    const steps = async (changes: EngineSpec) =>
      (await runEngine(engineSpec({ epochs: 1, ...changes }))).state.step;
    expect(await steps({ accumulate: 3 })).toBe(2);
    expect(await steps({ accumulate: 3, dropLast: true })).toBe(1);
    expect(await steps({ accumulate: 100 })).toBe(1);
  });
});

describe("clipGradNorm", () => {
  const stepFrom = async (clipGradNorm: number | null) => {
    const record = recordSpec({ every: "step", gradients: true });
    const spec = engineSpec({
      ...{ clipGradNorm, record, precision: "float64", epochs: 1, batchSize: 30 },
      optimizer: sgdSpec({ lr: 1 }),
    });
    const { handle, history } = await runEngine(spec);
    const [before, after] = (["initial", "current"] as const).map((which) =>
      Object.values(engine().runWeights(handle, which)).flatMap((tensor) => [
        ...new Float64Array(engine().tensorToBytes(tensor)),
      ]),
    );
    const change = (after ?? []).map((value, index) => value - (before?.[index] ?? 0));
    return { norm: Math.hypot(...change), recorded: history[0]?.gradients?.norm };
  };

  test("scales all gradients together to the largest norm, and leaves smaller ones alone", async () => {
    const { norm, recorded } = await stepFrom(null);
    const clipped = await stepFrom(norm / 2);
    expect(clipped.norm / (norm / 2)).toBeCloseTo(1, 4);
    expect(clipped.norm).toBeLessThan(norm / 2);
    expect((await stepFrom(2 * norm)).norm).toBe(norm);
    // Records hold the gradient as it was.
    expect(clipped.recorded).toEqual(recorded);
  });

  test("passes no gradient that is not finite", async () => {
    const spec = engineSpec({
      clipGradNorm: 1,
      optimizer: sgdSpec({ lr: 1e200 }),
      precision: "float64",
    });
    expect((await runEngine(spec)).state).toMatchObject({
      status: "failed",
      reason: expect.stringMatching(/^the (loss|gradient) is not finite at epoch 0, step/),
    });
  });
});
